package org.poolwarden.leak;

import java.time.Duration;
import java.util.Objects;
import org.poolwarden.leak.Borrower.Whereabouts;
import org.poolwarden.leak.Judgement.Proof;

/**
 * Gives the verdict on a lease. Evidence for the innocent (a younger lease, an ACTIVE session, a thread that is still
 * in the frames that borrowed) never makes a verdict worse. Pure: the same evidence, the same verdict.
 */
public final class Judge {

    private final Duration suspectAfter;
    private final Duration busyGrace;

    /**
     * @param suspectAfter the age from which a lease has to answer for itself
     * @param busyGrace how long after its last call a session still counts as working
     * @throws IllegalArgumentException if one of them is negative
     */
    public Judge(Duration suspectAfter, Duration busyGrace) {
        this.suspectAfter = notNegative(suspectAfter, "suspectAfter");
        this.busyGrace = notNegative(busyGrace, "busyGrace");
    }

    /**
     * @param session what the guard shows; may be null only where there is none to show: NO_GUARD and SESSION_GONE
     * @throws NullPointerException if a session is MATCHED or DISAGREEs and is not there
     */
    public Judgement judge(Lease lease, Session session, Match match) {
        return switch (match) {
            // of these nothing is known, whatever their age, and nothing unknown is ever acted on
            case NO_GUARD -> unmatched(lease, Reasons.nobodyToAsk(lease));
            case DISAGREE -> unmatched(lease, Reasons.disagree(lease, Objects.requireNonNull(session, "session")));
            case SESSION_GONE ->
                new Judgement(
                        Verdict.ZOMBIE,
                        Proof.STRONG,
                        Reasons.of(lease)
                                .because(Reasons.sessionGone(lease))
                                .checkout()
                                .list());
            case MATCHED -> matched(lease, Objects.requireNonNull(session, "session"));
        };
    }

    private Judgement matched(Lease lease, Session session) {
        if (session.isKilled()) {
            return new Judgement(
                    Verdict.ZOMBIE,
                    Proof.STRONG,
                    Reasons.of(lease)
                            .because(Reasons.sessionKilled())
                            .checkout()
                            .holding(session)
                            .list());
        }
        if (lease.age().compareTo(suspectAfter) < 0) {
            return new Judgement(
                    Verdict.IN_USE,
                    Proof.NONE,
                    Reasons.of(lease)
                            .checkout()
                            .because(Reasons.young(suspectAfter))
                            .list());
        }
        if (session.status() == null) {
            return new Judgement(
                    Verdict.SUSPECT,
                    Proof.WEAK,
                    Reasons.of(lease)
                            .because(Reasons.masked(session))
                            .checkout()
                            .list());
        }
        Duration sinceCall = Duration.ofSeconds(session.lastCallSeconds());
        if (session.isActive() || sinceCall.compareTo(busyGrace) < 0) {
            Reasons reasons = Reasons.of(lease).activity(session);
            if (!session.isActive()) {
                reasons.because(Reasons.workedJustNow(busyGrace));
            }
            return new Judgement(
                    Verdict.BUSY,
                    Proof.NONE,
                    reasons.checkout().holding(session).list());
        }
        return idle(lease, session);
    }

    private static Judgement idle(Lease lease, Session session) {
        Borrower borrower = lease.borrower();
        Reasons reasons = Reasons.of(lease).checkout().activity(session).holding(session);
        if (borrower.whereabouts() == Whereabouts.GONE || !borrower.deploymentPresent()) {
            return new Judgement(Verdict.LEAKED, Proof.STRONG, reasons.list());
        }
        if (borrower.whereabouts() == Whereabouts.ELSEWHERE) {
            return new Judgement(
                    Verdict.LEAKED,
                    Proof.WEAK,
                    reasons.because(Reasons.handOver()).list());
        }
        return new Judgement(Verdict.SUSPECT, Proof.WEAK, reasons.list());
    }

    private static Judgement unmatched(Lease lease, String why) {
        return new Judgement(
                Verdict.UNMATCHED,
                Proof.NONE,
                Reasons.of(lease).because(why).checkout().list());
    }

    private static Duration notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + duration);
        }
        return duration;
    }
}
