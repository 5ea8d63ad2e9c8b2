package org.poolwarden.leaky;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** The connection that somebody keeps in a static field "to save time". */
final class StaticFieldLeak {

    private static final AtomicReference<Kept> FIELD = new AtomicReference<>();

    private StaticFieldLeak() {}

    static Answer leak(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        Kept kept = KeptConnections.HERE.use(dataSource.getConnection(), name, "static-field");
        Kept before = FIELD.getAndSet(kept);
        Answer answer = kept.answer("Borrowed a connection, used it and put it into a static field.");
        return before == null ? answer : answer.with("replaced", before.name());
    }

    static void forget() {
        FIELD.set(null);
    }
}
