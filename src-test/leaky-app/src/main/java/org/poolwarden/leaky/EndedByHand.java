package org.poolwarden.leaky;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.database.Sql;

/**
 * What a slot costs that is taken back with nothing asked and nothing looked after: the guard's own call ends the
 * session, the driver's connection is cut, and the application returns what it had leaked.
 */
public final class EndedByHand {

    private static final String DISCONNECT = "{call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?,?)}";

    private EndedByHand() {}

    public static Answer one(DataSource guard, String name) throws SQLException {
        return end(guard, List.of(KeptConnections.HERE.get(name)));
    }

    /** All that is kept, one after the other. */
    public static Answer all(DataSource guard) throws SQLException {
        return end(guard, KeptConnections.HERE.all());
    }

    private static Answer end(DataSource guard, List<KeptConnection> leaks) throws SQLException {
        long calls = 0;
        long returns = 0;
        for (KeptConnection leak : leaks) {
            long begin = System.nanoTime();
            disconnect(guard, leak.connection());
            long ended = System.nanoTime();
            giveBack(leak);
            calls += ended - begin;
            returns += System.nanoTime() - ended;
        }
        return new Answer("Ended the sessions by the guard's call, and returned what was leaked.")
                .with("ended", leaks.size())
                .with("callNanos", calls)
                .with("returnNanos", returns);
    }

    private static void disconnect(DataSource guard, Connection leaked) throws SQLException {
        String[] session = Sql.session(leaked).split(",");
        try (Connection connection = guard.getConnection();
                CallableStatement call = connection.prepareCall(DISCONNECT)) {
            call.setInt(1, Integer.parseInt(session[0]));
            call.setInt(2, Integer.parseInt(session[1]));
            call.setInt(3, 1);
            call.setString(4, "IMMEDIATE");
            call.setString(5, "bench");
            call.setString(6, "measured");
            call.setString(7, null);
            call.registerOutParameter(8, Types.VARCHAR);
            call.registerOutParameter(9, Types.NUMERIC);
            call.execute();
        }
    }

    /** The pool hears of a cut connection by a statement that fails: otherwise it would lend it again. */
    private static void giveBack(KeptConnection leak) throws SQLException {
        leak.connection().getMetaData().getConnection().abort(Runnable::run);
        String used = Outcome.of(() -> Sql.ping(leak.connection()));
        if (used.equals("no exception")) {
            throw new SQLException("the connection that is kept as " + leak.name() + " still lives");
        }
        leak.connection().close();
        KeptConnections.HERE.forget(leak);
    }
}
