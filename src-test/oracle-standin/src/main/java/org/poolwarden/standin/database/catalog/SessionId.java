package org.poolwarden.standin.database.catalog;

/** What names a session within its database, at all times: the SID alone is used again. */
public record SessionId(int instance, int sid, int serial) {

    /** As ALTER SYSTEM takes it. */
    @Override
    public String toString() {
        return sid + "," + serial + ",@" + instance;
    }
}
