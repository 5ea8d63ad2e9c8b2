package org.poolwarden.standin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A transaction and the connection to H2 that it lives on. A session has one of its own; each branch of a global
 * transaction has one too, which travels with the branch from session to session.
 */
final class Work {

    private final OracleDatabase database;
    private final Connection connection;
    private final OpenTransaction transaction = new OpenTransaction();

    Work(OracleDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    OpenTransaction transaction() {
        return transaction;
    }

    void commit() throws SQLException {
        // Not while another session is between finding its rows and changing them.
        ReentrantLock others = database.oneChangeAtATime();
        others.lock();
        try {
            connection.commit();
        } finally {
            others.unlock();
        }
        ended();
    }

    void rollback() throws SQLException {
        connection.rollback();
        ended();
    }

    /** Lets go of the locks; waiters go on. */
    void ended() {
        database.lockWaits().change(() -> database.rowLocks().unlock(transaction.ended(), transaction));
    }

    /** The transaction's end and the connection's. What was not committed is gone in any case. */
    void close(boolean commit) throws SQLException {
        try (connection) {
            if (commit) {
                commit();
            } else {
                rollback();
            }
        } finally {
            ended();
        }
    }
}
