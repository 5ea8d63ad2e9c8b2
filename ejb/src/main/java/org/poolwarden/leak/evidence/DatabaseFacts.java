package org.poolwarden.leak.evidence;

import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * What one side says of the database that it is in: a connection what it was told at its login, a guard what the
 * database itself knows. Each part is null where that side does not say it.
 *
 * @param uniqueName DB_UNIQUE_NAME: the one part that tells a standby from its primary
 * @param name DB_NAME, which a standby shares with its primary
 * @param container the container without the domain; never null
 * @param dbid DBID: of a connection the one that its login reported, which in a container is the container's
 * @param containerDbid the container's DBID; null for a connection
 * @param containerUid CON_UID of the container
 */
public record DatabaseFacts(
        String uniqueName, String name, String container, Long dbid, Long containerDbid, Long containerUid) {

    public DatabaseFacts {
        uniqueName = Clean.line(uniqueName);
        name = Clean.line(name);
        container = Clean.line(Objects.requireNonNull(container, "container"));
    }

    /** Of a database of which the two names that people use are all that is known. */
    public static DatabaseFacts of(DatabaseId database) {
        return new DatabaseFacts(database.uniqueName(), null, database.container(), null, null, null);
    }

    /** As it is shown. Without a DB_UNIQUE_NAME it goes by its DB_NAME, without both by its container. */
    public DatabaseId id() {
        String first = uniqueName == null ? name : uniqueName;
        return new DatabaseId(first == null ? container : first, container);
    }

    /**
     * Why a connection that was told this is not in the guard's database: the first value in which both differ, in
     * words. The numbers decide where both sides have them, for names can be the same in two databases; the names
     * decide elsewhere, and DB_UNIQUE_NAME always.
     *
     * @return null if nothing speaks against it
     */
    public String differenceTo(DatabaseFacts guard) {
        if (differ(uniqueName, guard.uniqueName)) {
            return difference("DB_UNIQUE_NAME", uniqueName, guard.uniqueName);
        }
        boolean numbers = dbid != null && guard.dbid != null;
        if (numbers && !dbid.equals(guard.dbid) && !dbid.equals(guard.containerDbid)) {
            return difference("DBID", dbid, guard.containerDbid == null ? guard.dbid : guard.containerDbid);
        }
        boolean uids = containerUid != null && guard.containerUid != null;
        if (uids && !containerUid.equals(guard.containerUid)) {
            return difference("CON_UID", containerUid, guard.containerUid);
        }
        if (numbers && uids) {
            return null;
        }
        if (differ(container, guard.container)) {
            return difference("the container", container, guard.container);
        }
        return differ(name, guard.name) ? difference("DB_NAME", name, guard.name) : null;
    }

    private static boolean differ(String mine, String other) {
        return mine != null && other != null && !mine.equalsIgnoreCase(other);
    }

    private static String difference(String what, Object mine, Object other) {
        return what + " is " + mine + " to the connection and " + other + " to the guard";
    }

    // See DatabaseId for why these are written out.
    @Override
    public boolean equals(Object other) {
        return other instanceof DatabaseFacts that
                && Objects.equals(uniqueName, that.uniqueName)
                && Objects.equals(name, that.name)
                && container.equals(that.container)
                && Objects.equals(dbid, that.dbid)
                && Objects.equals(containerDbid, that.containerDbid)
                && Objects.equals(containerUid, that.containerUid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uniqueName, name, container, dbid, containerUid);
    }
}
