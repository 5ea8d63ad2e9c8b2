/**
 * The reflection into the server's pools. Each private member of theirs that Poolwarden uses is resolved here once and
 * tested at start. {@code pool.invocation} alone has some of its own, into the server's stack of invocations.
 * When a new WildFly moves something, only these two rooms change.
 */
package org.poolwarden.pool.ironjacamar.internals;
