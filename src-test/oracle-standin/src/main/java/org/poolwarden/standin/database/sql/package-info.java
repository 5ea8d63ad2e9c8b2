/**
 * SQL texts: their words, their form, what they name and what Oracle would refuse in them.
 * Reading a text needs no database, so this room has no connection to one.
 * Nothing here executes a statement, except that a savepoint's text is handed to a given connection.
 */
package org.poolwarden.standin.database.sql;
