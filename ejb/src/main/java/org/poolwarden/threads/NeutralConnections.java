package org.poolwarden.threads;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;

/**
 * Opens connections by a {@link NeutralStack}. A driver starts threads when a connection is opened: Oracle's a timer
 * and one that releases buffers with the first, and with any later one a worker that lives for as long as it is used.
 * Safe for use by several threads.
 */
public final class NeutralConnections {

    private static final MethodHandle OPEN = open();

    private NeutralConnections() {}

    /** Waits as long as the datasource does, and hands an interrupt on. Throws what its getConnection throws. */
    public static Connection open(DataSource dataSource) throws SQLException {
        try {
            return (Connection) NeutralStack.callInterruptibly(OPEN.bindTo(dataSource));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SQLException refused) {
                throw refused;
            }
            if (cause instanceof Error broken) {
                throw broken;
            }
            throw new SQLTransientConnectionException(cause);
        }
    }

    private static MethodHandle open() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(DataSource.class, "getConnection", MethodType.methodType(Connection.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
