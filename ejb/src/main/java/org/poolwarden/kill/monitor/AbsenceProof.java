package org.poolwarden.kill.monitor;

import java.time.Duration;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Ticker;

/**
 * When the guard is asked again whether a session is gone, after it could not prove it: each such question leaves a row
 * in the guard's audit. Safe for use by several threads.
 */
public final class AbsenceProof {

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final SessionId session;
    private final Ticker ticker;
    /** When the guard was last asked in vain. Null if it has answered since. */
    private volatile Long unprovenAt;

    public AbsenceProof(SessionId session, Ticker ticker) {
        this.session = session;
        this.ticker = ticker;
    }

    /** Whether it was asked in vain less than half a minute ago. */
    public boolean wasJustAsked() {
        Long asked = unprovenAt;
        return asked != null && ticker.nanos() - asked < AGAIN.toNanos();
    }

    /** Takes note of what the guard said in this snapshot. */
    public void answered(DatabaseSnapshot snapshot) {
        if (snapshot.unproven().containsKey(session)) {
            unprovenAt = ticker.nanos();
        } else if (snapshot.blindFor(session) == null) {
            unprovenAt = null;
        }
    }
}
