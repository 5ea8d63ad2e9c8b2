package org.poolwarden.bench;

import javax.sql.DataSource;

/** A pool with connections that do nothing. */
interface OpenPool extends AutoCloseable {

    /** In each pool, from the beginning. */
    int CONNECTIONS = 30;

    DataSource dataSource();

    /** A thread begins to borrow, as the server's container has it. */
    default void enter() throws Exception {
        // most pools know nothing of their caller
    }

    /** It ends. */
    default void leave() throws Exception {
        // most pools know nothing of their caller
    }

    /** Of another maker. */
    static OpenPool of(DataSource pool, AutoCloseable end) {
        return new OpenPool() {
            @Override
            public DataSource dataSource() {
                return pool;
            }

            @Override
            public void close() throws Exception {
                end.close();
            }
        };
    }
}
