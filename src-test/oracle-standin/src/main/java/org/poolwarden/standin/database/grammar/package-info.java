/**
 * The SQL that the stand-in takes: a parser of an allowed part of Oracle's grammar, and nothing else.
 * What Oracle has and this grammar has not is ORA-03001; what no Oracle takes is the code that Oracle gives.
 * Nothing here knows a table, a user or H2.
 */
package org.poolwarden.standin.database.grammar;
