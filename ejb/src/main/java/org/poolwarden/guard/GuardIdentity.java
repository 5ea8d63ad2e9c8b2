package org.poolwarden.guard;

import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;

/**
 * Who answers behind a guard datasource.
 *
 * @param facts which database it is, as it calls itself
 * @param version the database's version
 * @param guardVersion the version of the installed guard
 * @param machine what the database calls this server: the MACHINE of our own session
 * @param user as whom the guard is asked, and in which schema: that decides what it shows; null if the driver does not
 *     tell
 */
public record GuardIdentity(DatabaseFacts facts, String version, String guardVersion, String machine, String user) {

    /** The database as it is shown. */
    public DatabaseId database() {
        return facts.id();
    }
}
