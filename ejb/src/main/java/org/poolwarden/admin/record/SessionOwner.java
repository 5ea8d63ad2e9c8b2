package org.poolwarden.admin.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.Problem;

/**
 * Whose a database session is, as far as this server knows: of a lease, of a connection that idles in a pool, of
 * recovery, or of somebody else.
 *
 * @param at when the pools and the databases were scanned
 * @param classified the session and what it is to this server; null if the guard does not list it any more while a slot
 *     here still holds it
 * @param row the lease it belongs to; null for none
 * @param problems what the scan could not see and what to do about it; empty when all is well
 */
public record SessionOwner(
        Instant at, SessionId session, ClassifiedSession classified, Row row, List<Problem> problems) {

    public SessionOwner {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(session, "session");
        if (classified == null && row == null) {
            throw new IllegalArgumentException("neither a session nor a lease");
        }
        problems = List.copyOf(problems);
    }

    /** JNDI name of the pool whose connection it is; null for none of this server. */
    public String pool() {
        return row == null ? classified.pool() : row.lease().pool();
    }

    /** The answer in words, for a DBA: who holds it first, then each reason of the verdict. Unmodifiable. */
    public List<String> answers() {
        List<String> reasons =
                row == null ? classified.judgement().reasons() : row.judgement().reasons();
        List<String> answers = new ArrayList<>();
        answers.add(first());
        answers.addAll(reasons);
        return List.copyOf(answers);
    }

    private String first() {
        String which = "Session " + session;
        if (row == null) {
            return which + " of user " + classified.session().username() + ": "
                    + classified.judgement().verdict();
        }
        Borrower borrower = row.lease().borrower();
        return which + " is lease " + row.lease().id() + " of " + pool() + ", "
                + row.judgement().verdict() + ": held by "
                + (borrower.deployment() == null ? "an unknown deployment" : borrower.deployment()) + ", "
                + (borrower.thread() == null ? "an unknown thread" : "thread " + borrower.thread()) + ", borrowed at "
                + (borrower.callSite() == null ? "an unknown place" : borrower.callSite());
    }
}
