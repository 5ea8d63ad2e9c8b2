package org.poolwarden.guard;

import org.poolwarden.leak.evidence.DatabaseId;

/**
 * Who answers behind a guard datasource.
 *
 * @param version the database's version
 * @param guardVersion the version of the installed guard
 * @param machine what the database calls this server: the MACHINE of our own session
 */
public record GuardIdentity(DatabaseId database, String version, String guardVersion, String machine) {}
