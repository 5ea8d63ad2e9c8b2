package org.poolwarden.leak.evidence;

import java.util.Objects;

/**
 * A gv$session row, named so that it can be no other: always all four parts.
 *
 * @param instance INST_ID, 1 where there is no cluster
 * @param sid SID; reused by the server, hence never enough alone
 * @param serial SERIAL#
 */
public record SessionId(DatabaseId database, int instance, int sid, int serial) {

    public SessionId {
        Objects.requireNonNull(database, "database");
    }

    // See DatabaseId for why these are written out.
    @Override
    public boolean equals(Object other) {
        return other instanceof SessionId that
                && instance == that.instance
                && sid == that.sid
                && serial == that.serial
                && database.equals(that.database);
    }

    @Override
    public int hashCode() {
        return ((database.hashCode() * 31 + instance) * 31 + sid) * 31 + serial;
    }

    /** {@code inst,sid,serial#}, the order of gv$session. The classic procedure takes sid, serial#, inst instead. */
    public String key() {
        return instance + "," + sid + "," + serial;
    }

    /** {@code FREE/FREEPDB1 1,46,99}. */
    @Override
    public String toString() {
        return database + " " + key();
    }
}
