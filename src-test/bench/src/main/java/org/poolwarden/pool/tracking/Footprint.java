package org.poolwarden.pool.tracking;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;

/**
 * What tracking keeps in memory, in bytes: of a connection that was borrowed once, and of one that is borrowed now. The
 * mode SITES is not among them: a loop is faster than it samples, so that most of its leases would have no site. What
 * it keeps where it takes one is the row SUSPICIOUS.
 * {@code mvn -Pbench -Dbench.main=org.poolwarden.pool.tracking.Footprint}.
 */
public final class Footprint {

    private static final int CONNECTIONS = 100_000;
    private static final int PASSES = 5;
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private Footprint() {}

    /** Prints a table. Takes no arguments: those of a series mean nothing here. */
    public static void main(String... ignored) throws SQLException {
        StringBuilder table = new StringBuilder("Medians of " + PASSES + " passes, with the least and the most.\n\n")
                .append("| mode | a connection that is back | a lease |\n|---|---|---|\n");
        for (Setup setup : Setup.values()) {
            if (setup != Setup.SITES) {
                table.append(row(setup));
            }
        }
        System.out.print(table);
    }

    private static String row(Setup setup) throws SQLException {
        long[] back = new long[PASSES];
        long[] lease = new long[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            long[] bytes = pass(setup);
            back[pass] = bytes[0];
            lease[pass] = bytes[1];
        }
        return String.format(Locale.ROOT, "| %s | %s | %s |%n", setup, told(back), told(lease));
    }

    private static String told(long[] bytes) {
        Arrays.sort(bytes);
        return bytes[PASSES / 2] + " (" + bytes[0] + " to " + bytes[PASSES - 1] + ")";
    }

    /** Bytes of a connection that is back, and of a lease. */
    private static long[] pass(Setup setup) throws SQLException {
        ConnectionListener listener = setup.listener();
        Connection[] connections = new Connection[CONNECTIONS];
        for (int i = 0; i < CONNECTIONS; i++) {
            connections[i] = NullDriver.connection();
        }
        long alone = used();
        for (Connection connection : connections) {
            listener.activated(connection);
            listener.passivated(connection);
        }
        long back = used();
        for (Connection connection : connections) {
            listener.activated(connection);
        }
        long borrowed = used();
        for (Connection connection : connections) {
            listener.passivated(connection); // all of it is in use until here
        }
        return new long[] {(back - alone) / CONNECTIONS, (borrowed - alone) / CONNECTIONS};
    }

    private static long used() {
        MEMORY.gc();
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
