package org.poolwarden.pool.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads which session a pool's connections are. No method may be called while another thread can be inside a statement
 * of the connection: the driver answers under a lock. Safe for use by several threads.
 */
public final class SessionReader {

    /** How long an answer of the database itself is believed: its session may change, or the reason may pass. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;

    /** Of the class of connections that was asked last; a pool has one. */
    private volatile DriverDoor door;

    public SessionReader() {
        this(System::nanoTime);
    }

    SessionReader(LongSupplier nanos) {
        this.nanos = nanos;
    }

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
    private Identified ask(Connection connection) {
        long now = nanos.getAsLong();
        try {
            return SessionQuery.read(connection, now);
        } catch (SQLException e) {
            return SessionQuery.unknown(
                    "its driver does not tell its session, and neither does the database: " + e.getMessage(), now);
        }
    }

    /**
     * Whether the driver still says of the connection what it said then; no round trip, and no garbage of ours. An
     * answer of the database itself stands for a minute.
     */
    public boolean isStill(Connection connection, Identified then) throws SQLException {
        if (then.asked() != null) {
            return nanos.getAsLong() - then.asked() < ASK_AGAIN_NANOS;
        }
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
