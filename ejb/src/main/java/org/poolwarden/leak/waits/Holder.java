package org.poolwarden.leak.waits;

import java.util.Objects;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;

/**
 * One lease that may hold others up.
 *
 * @param session null if the guard does not list it
 * @param gone whether the session is known to have ended, so that nobody waits for it
 */
public record Holder(Lease lease, Session session, boolean gone) {

    public Holder {
        Objects.requireNonNull(lease, "lease");
    }
}
