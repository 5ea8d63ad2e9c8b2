/**
 * Runs the statements of one session: queries, DML, DDL and anonymous PL/SQL blocks.
 * It tries again when a lock that stood in the way is released.
 * COMMIT, ROLLBACK and ALTER SYSTEM are carried out by the session itself.
 */
package org.poolwarden.standin.database.statement;
