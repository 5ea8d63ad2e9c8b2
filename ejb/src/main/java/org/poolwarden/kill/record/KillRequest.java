package org.poolwarden.kill.record;

import java.time.Duration;
import java.util.List;
import org.poolwarden.guard.KillMode;
import org.poolwarden.request.Requester;

/**
 * One request to end one lease. Checked when it is made, not here: each refusal is a numbered message.
 *
 * @param modes one, or several to go through in this order, each harsher than the one before; the next is taken only if
 *     the one before has not done it
 * @param escalateAfter how long each mode but the last is given; of no meaning with one mode, then it may be null
 * @param reason why; must not be blank, at most 400 characters
 */
public record KillRequest(
        long leaseId, List<KillMode> modes, Duration escalateAfter, Requester requester, String reason) {

    /** With one mode. */
    public KillRequest(long leaseId, KillMode mode, Requester requester, String reason) {
        this(leaseId, mode == null ? List.of() : List.of(mode), Duration.ZERO, requester, reason);
    }
}
