/**
 * The server's connection pools as the other rooms see them: their counts, their slots, and what can be done to a
 * slot. These are interfaces and values. Whatever depends on one pool's implementation lives in a room below.
 */
package org.poolwarden.pool;
