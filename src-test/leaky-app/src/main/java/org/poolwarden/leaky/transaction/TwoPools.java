package org.poolwarden.leaky.transaction;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.database.Database;
import org.poolwarden.leaky.database.HonestWork;
import org.poolwarden.leaky.database.LeakyRow;

/** One JTA transaction that changes a row through each of two XA pools. */
public final class TwoPools {

    private static final String FIRST = "java:jboss/datasources/ShopXaDS";
    private static final String SECOND = "java:jboss/datasources/LedgerXaDS";
    private static final String MANAGER = "java:jboss/TransactionManager";

    private TwoPools() {}

    /** Through the first pool the row, through the second the one after it. */
    public static Answer change(int row, String value, TransactionEnd ending) throws SQLException {
        HonestWork.rows(Database.SHOP.dataSource()); // the table is there
        TransactionManager manager = lookup(MANAGER, TransactionManager.class);
        try {
            manager.begin();
            boolean done = false;
            try {
                enlistFirst(manager, ending);
                update(FIRST, row, value);
                update(SECOND, row + 1, value);
                enlistLast(manager, ending);
                done = true;
            } finally {
                if (!done || ending == TransactionEnd.ROLLBACK) {
                    manager.rollback();
                }
            }
            if (ending == TransactionEnd.HOLD) {
                Standstill.await();
            }
            if (ending != TransactionEnd.ROLLBACK) {
                manager.commit();
            }
        } catch (SQLException | Refusal e) {
            throw e;
        } catch (Exception e) {
            throw new Refusal(500, "the transaction manager says: " + e);
        }
        return new Answer("Changed a row through each of two XA pools in one transaction.").with("end", ending);
    }

    private static void enlistFirst(TransactionManager manager, TransactionEnd ending)
            throws SystemException, RollbackException {
        if (ending == TransactionEnd.STALL_AFTER_DECISION) {
            manager.getTransaction().enlistResource(new StallingResource(false));
        }
    }

    private static void enlistLast(TransactionManager manager, TransactionEnd ending)
            throws SystemException, RollbackException {
        if (ending == TransactionEnd.STALL_BEFORE_DECISION) {
            manager.getTransaction().enlistResource(new StallingResource(true));
        }
    }

    private static void update(String pool, int row, String value) throws SQLException {
        try (Connection connection = lookup(pool, DataSource.class).getConnection()) {
            LeakyRow.update(connection, row, value);
        }
    }

    private static <T> T lookup(String name, Class<T> type) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException e) {
            throw new Refusal(503, "there is no " + name + " on this server: " + e);
        }
    }
}
