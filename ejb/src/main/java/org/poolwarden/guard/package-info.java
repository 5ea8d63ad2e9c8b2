/**
 * The client's side of the SYS-owned guard: what it can be asked, what it answers, and what an ORA code means. The
 * guard is the only way to a database's sessions. No SQL is written here; guard.jdbc does that.
 */
package org.poolwarden.guard;
