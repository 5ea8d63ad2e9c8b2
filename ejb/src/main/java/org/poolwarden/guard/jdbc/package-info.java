/**
 * The guard over JDBC. Every statement that Poolwarden sends to a database, and every script that a person may run
 * there, is written here. What an answer means to a kill is not decided here.
 */
package org.poolwarden.guard.jdbc;
