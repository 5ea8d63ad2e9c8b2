package org.poolwarden.leaky.remote;

import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.database.Database;
import org.poolwarden.leaky.database.LeakyRow;
import org.poolwarden.leaky.database.Sql;

/** What a worker can be told to do, and the connections that it has borrowed for it, each under a key. */
final class Steps {

    static final String OUTCOME = "outcome";
    static final String NO_EXCEPTION = "no exception";

    private static final String USER_TRANSACTION = "java:jboss/UserTransaction";

    private final String name;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    Steps(String name) {
        this.name = name;
    }

    /** Whatever is thrown is what became of it. */
    Answer run(Order order) {
        Answer answer = new Answer(name + ": " + order.step());
        return answer.with(OUTCOME, Outcome.ofEnd(() -> perform(order, answer)));
    }

    private void perform(Order order, Answer answer) throws Exception {
        switch (order.step()) {
            case "begin" -> transaction().begin();
            case "commit-jta" -> transaction().commit();
            case "rollback-jta" -> transaction().rollback();
            case "borrow" -> borrow(order, answer);
            default -> use(order, connection(order));
        }
    }

    /** Says which session it got before it uses it: a dead one is known then, too. */
    private void borrow(Order order, Answer answer) throws SQLException {
        DataSource dataSource = Database.valueOf(order.text("ds")).dataSource();
        Connection connection = dataSource.getConnection();
        connections.put(order.text("key"), connection);
        answer.with("session", Sql.session(connection));
        answer.with("ping", Outcome.of(() -> Sql.ping(connection)));
    }

    private void use(Order order, Connection connection) throws SQLException {
        switch (order.step()) {
            case "manual" -> connection.setAutoCommit(false);
            case "insert" -> LeakyRow.insert(connection, order.number("id"), order.text("value"));
            case "update" -> LeakyRow.update(connection, order.number("id"), order.text("value"));
            case "ping" -> Sql.ping(connection);
            case "sleep" -> Sql.sleep(connection, order.number("seconds"));
            case "commit" -> connection.commit();
            case "rollback" -> connection.rollback();
            case "close" -> {
                connections.remove(order.text("key"));
                connection.close();
            }
            default -> throw Refusal.badRequest("no such step: " + order.step());
        }
    }

    private Connection connection(Order order) {
        Connection connection = connections.get(order.text("key"));
        if (connection == null) {
            throw new Refusal(404, "nothing is borrowed as " + order.text("key"));
        }
        return connection;
    }

    static <T> T lookup(String name, Class<T> type) {
        try {
            return type.cast(new InitialContext().lookup(name));
        } catch (NamingException e) {
            throw new Refusal(503, "there is no " + name + " on this server: " + e);
        }
    }

    private static UserTransaction transaction() {
        return lookup(USER_TRANSACTION, UserTransaction.class);
    }
}
