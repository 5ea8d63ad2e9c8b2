/**
 * The H2 database underneath: its schemas and grants, its errors as Oracle's, its rows as the engine's.
 * Only this room, the statements and the transactions know that it is H2.
 * Locks are not waited for here; see {@code database.transaction}.
 */
package org.poolwarden.standin.database.h2;
