package org.poolwarden.standin;

import java.util.List;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.XaSession;
import org.poolwarden.standin.engine.Xid;

/** A stand-in whose engine a test may use past the wire. */
public final class FuzzTarget implements AutoCloseable {

    private final StandInBuilder.Parts parts = StandIn.builder()
            .user("SHOP", "shop")
            .user("NEIGHBOUR", "neighbour")
            .grantee("POOLWARDEN", "warden", "SHOP")
            .parts();
    private final Listener listener = Listener.start(parts.database(), 0, 9);

    public int port() {
        return listener.port();
    }

    public String url() {
        return "jdbc:oracle:thin:@//127.0.0.1:" + port() + "/" + Listener.SERVICE;
    }

    public Engine engine() {
        return parts.database();
    }

    /** Commits a prepared branch as an administrator would. */
    public void force(Xid branch) {
        parts.database().backstage().force(branch, XaSession.Heuristic.COMMITTED);
    }

    public List<String> protocolErrors() {
        return listener.protocolErrors();
    }

    /** Waits until that many sessions are open. */
    public void awaitSessions(int expected) throws Exception {
        Eventually.get(() -> parts.database().sessions(), sessions -> sessions.size() == expected);
    }

    @Override
    public void close() {
        listener.close();
        parts.database().close();
    }
}
