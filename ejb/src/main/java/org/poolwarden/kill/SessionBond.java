package org.poolwarden.kill;

import java.util.Optional;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;

/**
 * Whether a lease is still on the session that it had at the scan. A session may change under its connection: with a
 * pool of the database's own (DRCP), or a driver that connects anew.
 */
public final class SessionBond {

    private SessionBond() {}

    /**
     * Where the connection does not tell its session, only one that stays with its connection for its life is surely
     * still the lease's. That the session has gone proves nothing: the connection may be on another one since, and the
     * thread inside a call of it may do honest work. The guard shows the kind of a session only while it lives.
     *
     * @param lives whether the guard knows the session
     * @param now what the connection tells now; empty if it does not
     * @param server V$SESSION.SERVER; null if it is not known
     * @return why a kill is refused; null if the bond is proved. Whether {@code now} is the same session is another
     *     question
     */
    public static String refusal(Lease lease, boolean lives, Optional<ClientSession> now, String server) {
        SessionId session = lease.client().session();
        boolean pooled = SessionDetail.POOLED.equals(server);
        boolean stays = SessionDetail.DEDICATED.equals(server) || SessionDetail.PSEUDO.equals(server);
        boolean unproven = now.isEmpty() && !stays;
        if (!lives && !pooled && unproven) {
            return Messages.LOG.goneUnasked(session, lease.id());
        }
        return pooled || unproven
                ? Messages.LOG.sessionMayChange(lease.id(), session, server == null ? "unknown" : server)
                : null;
    }
}
