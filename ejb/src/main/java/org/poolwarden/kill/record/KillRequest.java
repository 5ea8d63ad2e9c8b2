package org.poolwarden.kill.record;

import java.time.Duration;
import java.util.List;
import org.poolwarden.guard.KillMode;
import org.poolwarden.request.Blank;
import org.poolwarden.request.Requester;

/**
 * One request to end one lease. Checked when it is made, not here: each refusal is a numbered message.
 *
 * @param modes one mode, or several of which each is harsher than the one before; the next is tried only if the one
 *     before has not ended the session
 * @param escalateAfter how long each mode but the last is given; may be null with a single mode
 * @param requester null until the core has found out who asks
 * @param reason at most 400 characters, not blank
 * @param previewToken of the preview that it follows; null if it follows none
 */
public record KillRequest(
        long leaseId,
        List<KillMode> modes,
        Duration escalateAfter,
        Requester requester,
        String reason,
        String previewToken) {

    /** A request as an interface makes it: the core itself finds out who asks. */
    public KillRequest(long leaseId, List<KillMode> modes, Duration escalateAfter, String reason) {
        this(leaseId, modes, escalateAfter, null, reason);
    }

    /** A request that follows no preview. */
    public KillRequest(long leaseId, List<KillMode> modes, Duration escalateAfter, Requester requester, String reason) {
        this(leaseId, modes, escalateAfter, requester, reason, null);
    }

    /** The same request with the token of a preview. A blank one is none. */
    public KillRequest after(String token) {
        return new KillRequest(leaseId, modes, escalateAfter, requester, reason, Blank.toNull(token));
    }

    /** The same request of this requester, whoever it had before. */
    public KillRequest by(Requester other) {
        return new KillRequest(leaseId, modes, escalateAfter, other, reason, previewToken);
    }

    /** A request with a single mode. */
    public KillRequest(long leaseId, KillMode mode, Requester requester, String reason) {
        this(leaseId, mode == null ? List.of() : List.of(mode), Duration.ZERO, requester, reason);
    }
}
