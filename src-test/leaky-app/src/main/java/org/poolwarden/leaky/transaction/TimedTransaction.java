package org.poolwarden.leaky.transaction;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Refusal;

/** JTA transactions that may last a second or three. */
public final class TimedTransaction {

    private static final String MANAGER = "java:jboss/TransactionManager";
    private static final long PAUSE_MILLIS = 20;

    private TimedTransaction() {}

    /** Borrows inside one that may last three; the thread is to sit in a statement for longer than that. */
    public static Connection borrow(DataSource dataSource) throws SQLException {
        begin(manager(), 3);
        return dataSource.getConnection();
    }

    /** Does nothing in one that may last a second but wait, for so long at most, until it is timed out. */
    public static Answer timeOut(int seconds) throws InterruptedException {
        TransactionManager manager = manager();
        begin(manager, 1);
        try {
            long start = System.nanoTime();
            long end = start + TimeUnit.SECONDS.toNanos(seconds);
            while (manager.getStatus() == Status.STATUS_ACTIVE && System.nanoTime() < end) {
                Thread.sleep(PAUSE_MILLIS);
            }
            boolean timedOut = manager.getStatus() != Status.STATUS_ACTIVE;
            return new Answer("Waited for the time-out of a transaction.").with("timedOut", timedOut);
        } catch (SystemException e) {
            throw new Refusal(500, "the transaction manager says: " + e);
        } finally {
            end(manager);
        }
    }

    private static void begin(TransactionManager manager, int seconds) {
        try {
            manager.setTransactionTimeout(seconds);
            manager.begin();
        } catch (SystemException | NotSupportedException e) {
            throw new Refusal(500, "the transaction manager says: " + e);
        }
    }

    private static void end(TransactionManager manager) {
        try {
            manager.rollback();
            manager.setTransactionTimeout(0);
        } catch (SystemException e) {
            throw new Refusal(500, "the transaction manager says: " + e);
        }
    }

    private static TransactionManager manager() {
        try {
            return (TransactionManager) new InitialContext().lookup(MANAGER);
        } catch (NamingException e) {
            throw new Refusal(503, "there is no " + MANAGER + " on this server: " + e);
        }
    }
}
