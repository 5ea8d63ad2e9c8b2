/**
 * Transactions, the rows that they lock, and the sessions that wait for each other.
 * Waiting happens here and not in H2, so that it can be seen, be cancelled and end in ORA-00060.
 * A session is known only by its id.
 */
package org.poolwarden.standin.database.transaction;
