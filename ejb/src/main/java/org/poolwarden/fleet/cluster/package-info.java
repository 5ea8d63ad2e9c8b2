/**
 * Reaches the other nodes by the command dispatcher of WildFly 35 and later, where the server has one. All calls into
 * the server's clustering are here, so that no other class needs it.
 */
package org.poolwarden.fleet.cluster;
