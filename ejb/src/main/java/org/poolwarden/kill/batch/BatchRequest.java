package org.poolwarden.kill.batch;

import java.time.Duration;
import java.util.List;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.request.Blank;
import org.poolwarden.request.Requester;

/**
 * One request to end several leases, each by a kill of its own.
 *
 * @param max how many it may be at max; if more match, none is touched
 * @param modes as in {@link KillRequest}, for each
 * @param escalateAfter as in {@link KillRequest}, for each
 * @param requester null until the core has found out who asks
 * @param reason at most 400 characters, not blank
 * @param previewToken of the preview that it follows; null if it follows none
 */
public record BatchRequest(
        BatchSelection selection,
        int max,
        List<KillMode> modes,
        Duration escalateAfter,
        Requester requester,
        String reason,
        String previewToken) {

    /** A request as an interface makes it: the core itself finds out who asks. */
    public BatchRequest(
            BatchSelection selection, int max, List<KillMode> modes, Duration escalateAfter, String reason) {
        this(selection, max, modes, escalateAfter, null, reason);
    }

    /** A request that follows no preview. */
    public BatchRequest(
            BatchSelection selection,
            int max,
            List<KillMode> modes,
            Duration escalateAfter,
            Requester requester,
            String reason) {
        this(selection, max, modes, escalateAfter, requester, reason, null);
    }

    /** The same request with the token of a preview. A blank one is none. */
    public BatchRequest after(String token) {
        return new BatchRequest(selection, max, modes, escalateAfter, requester, reason, Blank.toNull(token));
    }

    /** The same request of this requester, whoever it had before. */
    public BatchRequest by(Requester other) {
        return new BatchRequest(selection, max, modes, escalateAfter, other, reason, previewToken);
    }
}
