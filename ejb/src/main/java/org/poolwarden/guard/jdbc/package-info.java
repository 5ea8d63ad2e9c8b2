/**
 * The guard over JDBC. It has every statement that Poolwarden sends to a database, and every script that a person may
 * run there. It does not decide what an answer means for a kill.
 */
package org.poolwarden.guard.jdbc;
