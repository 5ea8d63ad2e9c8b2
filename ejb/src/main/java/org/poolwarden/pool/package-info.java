/**
 * The server's connection pools as the other rooms see them: their counts, their slots, and what can be done to a
 * slot. These are interfaces and values. Everything that depends on the implementation of a pool is in a package below.
 */
package org.poolwarden.pool;
