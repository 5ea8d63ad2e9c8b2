package org.poolwarden.standin.database.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A transaction and the connection to H2 that it lives on. A session has one of its own; so has each global
 * transaction, for all its branches, and it travels with them from session to session.
 */
public final class TransactionConnection {

    private final Locks locks;
    private final Connection connection;
    private final OpenTransaction transaction = new OpenTransaction();
    private final ReentrantLock inUse = new ReentrantLock();
    private String schema;
    private boolean closed;

    public TransactionConnection(Locks locks, Connection connection, String schema) {
        this.locks = locks;
        this.connection = connection;
        this.schema = schema;
    }

    public Connection connection() {
        return connection;
    }

    public OpenTransaction transaction() {
        return transaction;
    }

    /** For one statement, or the end of the transaction: several sessions may work with it. Never while waiting. */
    public ReentrantLock inUse() {
        return inUse;
    }

    /** Where names without a schema are looked up from now on. */
    public void useSchema(String newSchema) throws SQLException {
        inUse.lock();
        try {
            if (!newSchema.equals(schema)) {
                connection.setSchema(newSchema);
                schema = newSchema;
            }
        } finally {
            inUse.unlock();
        }
    }

    public void commit() throws SQLException {
        // Not while another session is between finding its rows and changing them.
        ReentrantLock others = locks.oneChangeAtATime();
        others.lock();
        try {
            connection.commit();
        } finally {
            others.unlock();
        }
        ended();
    }

    /** Harmless if it has been closed. */
    public void rollback() throws SQLException {
        inUse.lock();
        try {
            if (!closed) {
                connection.rollback();
                ended();
            }
        } finally {
            inUse.unlock();
        }
    }

    /** Lets go of the locks; waiters go on. */
    public void ended() {
        locks.waits().change(() -> locks.rows().unlock(transaction.ended(), transaction));
    }

    /** The transaction's end and the connection's. What was not committed is gone in any case. Harmless twice. */
    public void close(boolean commit) throws SQLException {
        inUse.lock();
        try (connection) {
            if (closed) {
                return;
            }
            if (commit) {
                commit();
            } else {
                rollback();
            }
        } finally {
            closed = true;
            try {
                ended();
            } finally {
                inUse.unlock();
            }
        }
    }
}
