package org.poolwarden.leaky;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;

/** The connection that somebody keeps in a static field "to save time". */
public final class StaticFieldLeak {

    private static final AtomicReference<KeptConnection> FIELD = new AtomicReference<>();

    private StaticFieldLeak() {}

    public static Answer leak(DataSource dataSource, String name) throws SQLException {
        KeptConnections.HERE.requireFree(name);
        KeptConnection kept = KeptConnections.HERE.use(dataSource.getConnection(), name, "static-field");
        KeptConnection before = FIELD.getAndSet(kept);
        Answer answer = kept.answer("Borrowed a connection, used it and put it into a static field.");
        return before == null ? answer : answer.with("replaced", before.name());
    }

    static void forget() {
        FIELD.set(null);
    }
}
