package org.poolwarden.leaky.transaction;

import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.database.HonestWork;
import org.poolwarden.leaky.database.LeakyRow;
import org.poolwarden.leaky.database.Sql;

/** Inserts a row in a transaction, stands still, then uses the connection once more and commits as if all were well. */
public final class HeldTransaction {

    private static final String VALUE = "held";
    private static final String USER_TRANSACTION = "java:jboss/UserTransaction";
    private static final String MANAGER = "java:jboss/TransactionManager";
    private static final String BEAN = "java:module/ContainerManaged";

    private HeldTransaction() {}

    /** What the use and the commit met is the answer. */
    public static Answer hold(DataSource dataSource, Demarcation demarcation, int id) throws SQLException {
        HonestWork.rows(dataSource); // the table is there
        Answer answer =
                new Answer("Inserted row " + id + ", stood still and went on.").with("demarcation", demarcation);
        return answer.with("commit", Outcome.ofEnd(() -> {
            switch (demarcation) {
                case CONTAINER -> lookup(BEAN, ContainerManaged.class).hold(dataSource, id, answer);
                case BEAN -> byBean(() -> insertAndStandStill(dataSource, id, answer));
                case SHARED -> byBean(() -> share(dataSource, id, answer));
                case SUSPENDED -> byBean(() -> suspend(dataSource, id, answer));
                case NONE -> withoutJta(dataSource, id, answer);
                default -> throw new IllegalStateException("No such demarcation: " + demarcation);
            }
        }));
    }

    static void insertAndStandStill(DataSource dataSource, int id, Answer answer)
            throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            LeakyRow.insert(connection, id, VALUE);
            Standstill.await();
            use(connection, answer);
        }
    }

    private static void share(DataSource dataSource, int id, Answer answer) throws SQLException, InterruptedException {
        try (Connection first = dataSource.getConnection();
                Connection second = dataSource.getConnection()) {
            answer.with("same", Sql.sid(first).equals(Sql.sid(second)));
            LeakyRow.insert(first, id, VALUE);
            Standstill.await();
            use(first, answer);
            use(second, answer);
        }
    }

    private static void suspend(DataSource dataSource, int id, Answer answer) throws Exception {
        TransactionManager manager = lookup(MANAGER, TransactionManager.class);
        try (Connection connection = dataSource.getConnection()) {
            LeakyRow.insert(connection, id, VALUE);
            Transaction suspended = manager.suspend();
            try {
                manager.begin();
                try (Connection other = dataSource.getConnection()) {
                    LeakyRow.insert(other, id + 1, VALUE);
                }
                manager.commit();
                Standstill.await();
            } finally {
                manager.resume(suspended);
            }
            use(connection, answer);
        }
    }

    private static void withoutJta(DataSource dataSource, int id, Answer answer)
            throws SQLException, InterruptedException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            LeakyRow.insert(connection, id, VALUE);
            Standstill.await();
            use(connection, answer);
            connection.commit();
        }
    }

    private static void use(Connection connection, Answer answer) {
        answer.with("use", Outcome.of(() -> Sql.ping(connection)));
    }

    private static void byBean(Outcome.End work) throws Exception {
        UserTransaction transaction = lookup(USER_TRANSACTION, UserTransaction.class);
        transaction.begin();
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            if (!done) {
                transaction.rollback();
            }
        }
        transaction.commit();
    }

    private static <T> T lookup(String name, Class<T> type) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException e) {
            throw new Refusal(503, "there is no " + name + " on this server: " + e);
        }
    }
}
