/**
 * The pools, the table of rows, the statements, and work that closes what it borrows.
 * Pools are looked up when they are used, so that the application runs without some of them.
 * Nothing here leaks.
 */
package org.poolwarden.leaky.database;
