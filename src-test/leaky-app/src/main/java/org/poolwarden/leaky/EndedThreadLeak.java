package org.poolwarden.leaky;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Refusal;

/** Leaks in a thread of its own, which has ended when this returns. */
public final class EndedThreadLeak {

    private EndedThreadLeak() {}

    public static KeptConnection leak(DataSource dataSource, String name) throws SQLException, InterruptedException {
        KeptConnections.HERE.requireFree(name);
        FutureTask<KeptConnection> leak =
                new FutureTask<>(() -> KeptConnections.HERE.use(dataSource.getConnection(), name, "ended-thread"));
        Thread thread = new Thread(leak, "leaky-ended-" + name);
        thread.start();
        thread.join();
        try {
            return leak.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e);
        }
    }
}
