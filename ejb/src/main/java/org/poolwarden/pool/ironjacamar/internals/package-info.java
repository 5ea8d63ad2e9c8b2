/**
 * All reflection into the server. Each private member that Poolwarden uses is resolved here once and tested at start.
 * When a new WildFly moves something, only this room changes.
 */
package org.poolwarden.pool.ironjacamar.internals;
