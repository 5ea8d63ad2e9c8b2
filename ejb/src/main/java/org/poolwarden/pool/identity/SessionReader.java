package org.poolwarden.pool.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Reads which session a pool's connections are. No method may be called while another thread can be inside a statement
 * of the connection: the driver answers under a lock. Safe for use by several threads.
 */
public final class SessionReader {

    /** Of the class of connections that was asked last; a pool has one. */
    private volatile DriverDoor door;

    /**
     * Which session the connection is now.
     *
     * @param query whether the database itself may be asked if the driver does not tell: at a checkout, by the thread
     *     that borrows
     * @return null if only the database could tell, and must not be asked
     */
    public Identified read(Connection connection, boolean query) throws SQLException {
        DriverDoor way = way(connection);
        if (way != null) {
            Properties info = way.info(connection);
            return info == null
                    ? Identified.unknown("the driver does not know its session")
                    : SessionInfo.read(info, connection.getMetaData().getUserName(), way.machine(connection));
        }
        String product = connection.getMetaData().getDatabaseProductName();
        if (product == null || !product.startsWith("Oracle")) {
            return Identified.OTHER;
        }
        return query ? ask(connection) : null;
    }

    /** A failure is an answer too: it must not cost every checkout a round trip. */
    private static Identified ask(Connection connection) {
        try {
            return SessionQuery.read(connection);
        } catch (SQLException e) {
            return Identified.unknown(
                    "its driver does not tell its session, and neither does the database: " + e.getMessage());
        }
    }

    /** Whether the driver still says of the connection what it said then; no round trip, and no garbage of ours. */
    public boolean isStill(Connection connection, Identified then) throws SQLException {
        DriverDoor way = door;
        if (then.sid() == null || way == null || !way.isFor(connection)) {
            return true; // nothing to compare with
        }
        Properties now = way.info(connection);
        return now != null && then.isStill(now);
    }

    private DriverDoor way(Connection connection) {
        DriverDoor known = door;
        if (known == null || !known.isFor(connection)) {
            known = DriverDoor.of(connection);
            door = known;
        }
        return known;
    }
}
