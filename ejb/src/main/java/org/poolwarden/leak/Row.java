package org.poolwarden.leak;

import java.util.List;
import java.util.Objects;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.leak.waits.Holder;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.text.Clean;

/**
 * One lease with both halves of the truth.
 *
 * @param session null if there is no guard for the lease's database, or the guard does not list the session
 * @param stackNow the borrowing thread's stack at the time of the scan, the innermost frame first, bounded; empty where
 *     it was not taken: a lease that nobody doubts, a thread that has ended or is not known
 * @param waits whom it waits for and what goes on when it is ended, at the time of the scan
 */
public record Row(Lease lease, Session session, Judgement judgement, List<String> stackNow, Waits waits) {

    public Row {
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(judgement, "judgement");
        Objects.requireNonNull(waits, "waits");
        stackNow = Clean.lines(stackNow);
    }

    /** Nothing is known of who waits. */
    public Row(Lease lease, Session session, Judgement judgement, List<String> stackNow) {
        this(lease, session, judgement, stackNow, Waits.UNKNOWN);
    }

    /** Without a stack. */
    public Row(Lease lease, Session session, Judgement judgement) {
        this(lease, session, judgement, List.of());
    }

    /** Null unless the guard shows the session whole: what is not shown is unknown, and not none. */
    public Session shownSession() {
        return session != null && session.isShown() ? session : null;
    }

    /**
     * Whether a list of leaks has it: what is suspected or proven, what holds a slot without a session, and what looks
     * leaked though nothing is known of its session.
     */
    public boolean isLeak() {
        return judgement.verdict().isLeak() || judgement.codes().contains(Code.LEFT);
    }

    /** The same with the thread's stack. */
    public Row withStack(List<String> stack) {
        return new Row(lease, session, judgement, stack, waits);
    }

    /** The same with who waits. */
    public Row withWaits(Waits now) {
        return new Row(lease, session, judgement, stackNow, now);
    }

    /** The trace that the lease belongs to. Null if none is known; a session that is not surely its own tells none. */
    public TraceContext trace() {
        return lease.trace(isInSight() ? session : null);
    }

    /**
     * The same lease after an earlier row of it. A session that is out of sight, because it is gone or nobody answers,
     * tells no trace any more: the lease keeps what that has told. One that turns out to be doubtful has told nothing.
     *
     * @param before null if there is none
     */
    public Row after(Row before) {
        TraceContext known = before == null ? null : before.trace();
        return known == null || isInSight() || isDoubtful() || trace() != null
                ? this
                : new Row(lease.in(known), session, judgement, stackNow, waits);
    }

    private boolean isDoubtful() {
        return judgement.codes().contains(Code.CONTRADICTED)
                || judgement.codes().contains(Code.DISAGREE);
    }

    private boolean isInSight() {
        return session != null && judgement.verdict() != Verdict.UNMATCHED;
    }

    /** The lease as one that may hold others up. A session that is not surely its own is left out. */
    public Holder holder() {
        return judgement.verdict() == Verdict.UNMATCHED
                ? new Holder(lease, null, false)
                : new Holder(lease, session, session == null);
    }
}
