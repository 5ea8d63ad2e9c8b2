package org.poolwarden.pool.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads which session a pool's connections are. Only {@link #recorded} may be called while another thread can be inside
 * a statement of the connection: elsewhere the driver answers under a lock. Safe for use by several threads.
 */
public final class SessionReader {

    /** How long an answer of the database itself is believed: its session may change, or the reason may pass. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;

    /** Of the class of connections that was asked last; a pool has one. */
    private volatile DriverDoor door;

    private volatile DriverRecord record;

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
            if (info == null) {
                return Identified.unknown("the driver does not know its session");
            }
            Identified read = SessionInfo.read(info, connection.getMetaData().getUserName(), way.machine(connection));
            Properties kept = record(connection).session(connection);
            if (kept != null && !read.isStill(kept)) {
                record = DriverRecord.none(connection.getClass()); // it is not what this driver answers from
            }
            return read;
        }
        String product = connection.getMetaData().getDatabaseProductName();
        if (product == null || !product.startsWith("Oracle")) {
            return Identified.OTHER;
        }
        return query ? ask(connection) : null;
    }

    /**
     * Which session the connection is now, by what its driver keeps: without a lock of the driver's, also while a
     * thread is inside a call.
     *
     * @return null if this driver's record is not known or not complete: {@link #read} may tell then
     */
    public Identified recorded(Connection connection) {
        DriverRecord known = record(connection);
        Properties kept = known.session(connection);
        Identified read = kept == null
                ? null
                : SessionInfo.read((Properties) kept.clone(), known.user(connection), known.machine(connection));
        return read == null || read.client() == null || !read.isStill(kept) ? null : read;
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
        if (then.sid() == null) {
            return true; // nothing to compare with
        }
        Properties kept = record(connection).session(connection);
        if (kept != null) {
            return then.isStill(kept); // drivers before 23 copy it for each answer, which takes microseconds
        }
        DriverDoor way = door;
        if (way == null || !way.isFor(connection)) {
            return true;
        }
        Properties now = way.info(connection);
        return now != null && then.isStill(now);
    }

    private DriverRecord record(Connection connection) {
        DriverRecord known = record;
        if (known == null || !known.isFor(connection)) {
            known = DriverRecord.of(connection.getClass());
            record = known;
        }
        return known;
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
