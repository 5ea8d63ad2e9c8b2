/**
 * The client's side of the SYS-owned guard: its requests, its answers, and the meaning of ORA codes. The guard is the
 * only way to the sessions of a database. The SQL is in guard.jdbc.
 */
package org.poolwarden.guard;
