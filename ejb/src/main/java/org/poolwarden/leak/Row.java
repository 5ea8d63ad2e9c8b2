package org.poolwarden.leak;

import java.util.Objects;

/**
 * One lease with both halves of the truth.
 *
 * @param session null if there is no guard for the lease's database, or the guard does not list the session
 */
public record Row(Lease lease, Session session, Judgement judgement) {

    public Row {
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(judgement, "judgement");
    }
}
