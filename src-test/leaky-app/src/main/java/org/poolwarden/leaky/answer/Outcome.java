package org.poolwarden.leaky.answer;

import java.sql.SQLException;

/** What became of a piece of JDBC work, in words: {@code no exception}, or everything the exception tells. */
public final class Outcome {

    private Outcome() {}

    /** JDBC work that returns nothing. */
    public interface Work {
        void run() throws SQLException;
    }

    /** Work that ends a transaction. */
    public interface End {
        void run() throws Exception;
    }

    public static String of(Work work) {
        try {
            work.run();
            return "no exception";
        } catch (SQLException e) {
            return describe(e);
        }
    }

    /** Whatever a transaction manager or a container throws is what became of it. */
    public static String ofEnd(End end) {
        try {
            end.run();
            return "no exception";
        } catch (Exception e) {
            return describe(e);
        }
    }

    /** Class, SQLState, vendor code and message, then the same of each cause: the pool wraps what the driver says. */
    public static String describe(Exception e) {
        StringBuilder text = new StringBuilder(one(e));
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            text.append("; caused by ").append(one(cause));
        }
        return text.toString();
    }

    private static String one(Throwable e) {
        String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        if (e instanceof SQLException sql) {
            return e.getClass().getName() + " SQLState=" + sql.getSQLState() + " code=" + sql.getErrorCode()
                    + " message=" + message;
        }
        return e.getClass().getName() + " message=" + message;
    }
}
