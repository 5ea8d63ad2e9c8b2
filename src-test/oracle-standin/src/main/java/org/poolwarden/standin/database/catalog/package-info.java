/**
 * What the dictionary tells of a database: users, privileges, sessions, transactions under recovery, views, procedures.
 * Everything here is a value or a definition and may be shared by all threads.
 * Nothing here runs SQL.
 */
package org.poolwarden.standin.database.catalog;
