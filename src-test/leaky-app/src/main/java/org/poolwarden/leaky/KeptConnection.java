package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.poolwarden.leaky.answer.Answer;

/** A connection that should have been closed. */
public final class KeptConnection {

    private final String name;
    private final String leak;
    private final String sid;
    private final Connection connection;
    private final String thread = Thread.currentThread().getName();
    private final Instant since = Instant.now();
    private volatile boolean inTransaction;

    /** The current thread is taken for the one that borrowed. */
    KeptConnection(String name, String leak, String sid, Connection connection) {
        this.name = name;
        this.leak = leak;
        this.sid = sid;
        this.connection = connection;
    }

    String name() {
        return name;
    }

    /** The session's SID, as text. */
    public String sid() {
        return sid;
    }

    Connection connection() {
        return connection;
    }

    boolean inTransaction() {
        return inTransaction;
    }

    /** Autocommit off, for good: neither a commit nor a close will follow. */
    void beginTransaction() throws SQLException {
        connection.setAutoCommit(false);
        inTransaction = true;
    }

    /** One line: {@code name=a leak=idle sid=23 ...}. */
    String line() {
        return "name=" + name + " leak=" + leak + " sid=" + sid + " transaction=" + inTransaction + " since=" + since
                + " thread=" + thread;
    }

    /** What the endpoint that made the leak answers. */
    public Answer answer(String sentence) {
        return new Answer(sentence)
                .with("leak", leak)
                .with("name", name)
                .with("sid", sid)
                .with("thread", thread);
    }
}
