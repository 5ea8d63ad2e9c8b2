package org.poolwarden.pool.tracking;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;

/**
 * What tracking keeps in memory, in bytes: of a connection that was borrowed once, and of one that is borrowed now.
 * {@code mvn -Pbench -Dbench.main=org.poolwarden.pool.tracking.Footprint}.
 */
public final class Footprint {

    private static final int CONNECTIONS = 100_000;
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private Footprint() {}

    /** Prints a table. Takes no arguments: those of a series mean nothing here. */
    public static void main(String... ignored) throws SQLException {
        StringBuilder table = new StringBuilder("| mode | a connection that is back | a lease |\n|---|---|---|\n");
        for (Setup setup : Setup.values()) {
            table.append(row(setup));
        }
        System.out.print(table);
    }

    private static String row(Setup setup) throws SQLException {
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
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d |%n",
                setup,
                (back - alone) / CONNECTIONS,
                (borrowed - alone) / CONNECTIONS);
    }

    private static long used() {
        MEMORY.gc();
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
