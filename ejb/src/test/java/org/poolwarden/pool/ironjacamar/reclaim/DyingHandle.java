package org.poolwarden.pool.ironjacamar.reclaim;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a borrower does with a handle whose connection is being taken away at that very moment.
 *
 * <p>The resource adapter reads the handle's connection twice and does not expect it to be taken away in between, as
 * every flush of IronJacamar does too. Then the borrower meets a NullPointerException of the adapter.
 */
final class DyingHandle {

    private DyingHandle() {}

    /** What the borrower meets. Null if the statement succeeds. */
    static Exception work(Connection handle) {
        try {
            handle.createStatement().execute("work");
            return null;
        } catch (SQLException e) {
            return e;
        } catch (NullPointerException e) {
            return adapters(e);
        }
    }

    /** A close meets no error but the adapter's, also where the connection is dead already. */
    static void close(Connection handle) throws SQLException {
        try {
            handle.close();
        } catch (NullPointerException e) {
            adapters(e);
        }
    }

    private static NullPointerException adapters(NullPointerException e) {
        StackTraceElement[] stack = e.getStackTrace();
        // the JVM leaves the stack out of one that it has thrown very often
        if (stack.length > 0 && !stack[0].getClassName().startsWith("org.jboss.jca.adapters.jdbc.")) {
            throw e;
        }
        return e;
    }
}
