/**
 * Our own PL/SQL on PostgreSQL: a cluster for the run, the translation with its few rules, and the engine. What Oracle
 * has and PostgreSQL has not is in {@code shim.sql}, not here.
 */
package org.poolwarden.guardcontract.postgres;
