package org.poolwarden.leak;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;

/**
 * Gives the verdict on a lease. Evidence for the innocent (a younger lease, an ACTIVE session, a thread that is still
 * in the frames that borrowed) never makes a verdict worse. Pure: the same evidence, the same verdict.
 */
public final class Judge {

    private final Duration suspectAfter;
    private final Duration busyGrace;
    private final Pins pins;
    private final Map<String, Duration> suspectAfterOfPools;

    /**
     * @param suspectAfter the age from which a lease has to answer for itself
     * @param busyGrace how long after its last call a session still counts as working
     * @param pins what holds on purpose: its leases are no leaks, unless nobody is left who could
     * @throws IllegalArgumentException if one of them is negative
     */
    public Judge(Duration suspectAfter, Duration busyGrace, Pins pins) {
        this(suspectAfter, busyGrace, pins, Map.of());
    }

    private Judge(Duration suspectAfter, Duration busyGrace, Pins pins, Map<String, Duration> ofPools) {
        this.suspectAfter = notNegative(suspectAfter, "suspectAfter");
        this.busyGrace = notNegative(busyGrace, "busyGrace");
        this.pins = Objects.requireNonNull(pins, "pins");
        this.suspectAfterOfPools = Map.copyOf(ofPools);
    }

    /** The same, but for the leases of these pools, by their names, with an age of their own. */
    public Judge with(Map<String, Duration> suspectAfterOfPools) {
        suspectAfterOfPools.values().forEach(age -> notNegative(age, "suspectAfter"));
        return new Judge(suspectAfter, busyGrace, pins, suspectAfterOfPools);
    }

    /**
     * @param session what the guard shows; may be null only where there is none to show: NO_GUARD, INSTANCE_SILENT,
     *     NOT_READ and SESSION_GONE
     * @throws NullPointerException if a session is MATCHED or DISAGREEs and is not there
     */
    public Judgement judge(Lease lease, Session session, Match match) {
        return judge(lease, session, match, null);
    }

    /** @param difference what speaks against the databases whose guards answer; null if nothing is known of that */
    Judgement judge(Lease lease, Session session, Match match, String difference) {
        Reasons reasons = Reasons.of(lease);
        pin(lease).ifPresent(reasons::pinned);
        return switch (match) {
            // of these nothing is known, whatever their age, and nothing unknown is ever acted on
            case NO_GUARD -> unmatched(lease, reasons.nobodyToAsk(difference));
            case INSTANCE_SILENT -> unmatched(lease, reasons.instanceSilent());
            case NOT_READ -> unmatched(lease, reasons.notRead());
            case CONTRADICTED -> unmatched(lease, reasons.contradicted());
            case DISAGREE -> unmatched(lease, reasons.disagree(Objects.requireNonNull(session, "session")));
            case SESSION_GONE ->
                Judgement.of(Verdict.ZOMBIE, Proof.STRONG, reasons.sessionGone().checkout());
            case MATCHED -> matched(lease, Objects.requireNonNull(session, "session"), reasons);
        };
    }

    private Judgement matched(Lease lease, Session session, Reasons reasons) {
        if (session.isKilled()) {
            return Judgement.of(
                    Verdict.ZOMBIE,
                    Proof.STRONG,
                    reasons.sessionKilled().checkout().holding(session));
        }
        if (isYoung(lease)) {
            return Judgement.of(Verdict.IN_USE, Proof.NONE, reasons.checkout().young(suspectAfter(lease)));
        }
        if (session.status() == null) {
            return Judgement.of(
                    Verdict.SUSPECT,
                    Proof.WEAK,
                    reasons.masked(session).checkout().enlisted());
        }
        Duration sinceCall = Duration.ofSeconds(session.lastCallSeconds());
        if (session.isActive() || sinceCall.compareTo(busyGrace) < 0) {
            reasons.activity(session);
            if (!session.isActive()) {
                reasons.workedJustNow(busyGrace);
            }
            return Judgement.of(
                    Verdict.BUSY, Proof.NONE, reasons.checkout().enlisted().holding(session));
        }
        return idle(lease, session, reasons);
    }

    private Judgement idle(Lease lease, Session session, Reasons reasons) {
        Borrower borrower = lease.borrower();
        reasons.checkout().activity(session).enlisted().holding(session);
        if (leaks(lease)) {
            return borrower.deploymentPresent()
                    ? Judgement.of(Verdict.LEAKED, Proof.WEAK, reasons.handOver())
                    : Judgement.of(Verdict.LEAKED, Proof.STRONG, reasons);
        }
        return Judgement.of(
                Verdict.SUSPECT,
                Proof.WEAK,
                borrower.overlay() == null ? reasons : reasons.poolOver(borrower.overlay()));
    }

    private Judgement unmatched(Lease lease, Reasons reasons) {
        reasons.checkout();
        if (!isYoung(lease) && leaks(lease)) {
            reasons.left();
        }
        return Judgement.of(Verdict.UNMATCHED, Proof.NONE, reasons);
    }

    private boolean isYoung(Lease lease) {
        return lease.age().compareTo(suspectAfter(lease)) < 0;
    }

    private Duration suspectAfter(Lease lease) {
        return suspectAfterOfPools.getOrDefault(lease.pool(), suspectAfter);
    }

    /** Whether nobody will return it, given that it is old enough and its session idles. */
    private boolean leaks(Lease lease) {
        Borrower borrower = lease.borrower();
        if (isAtWork(borrower)) {
            return false;
        }
        return !borrower.deploymentPresent()
                || borrower.overlay() == null && hasLeft(lease) && pin(lease).isEmpty();
    }

    /** A pin ends with its deployment, but not before the work that the server left running at the undeployment. */
    private Optional<Pin> pin(Lease lease) {
        Borrower borrower = lease.borrower();
        return borrower.deploymentPresent() || isAtWork(borrower) ? pins.of(lease) : Optional.empty();
    }

    /** By what the server says of the invocation; only where it says nothing, by where the thread is. */
    private static boolean isAtWork(Borrower borrower) {
        return switch (borrower.invocation().state()) {
            case RUNNING, DETACHED -> true;
            case OVER -> false;
            case UNKNOWN -> borrower.whereabouts() == Borrower.Whereabouts.IN_BORROWING_FRAMES;
        };
    }

    /**
     * Of a borrower that is not known to be at work. A transaction that is active or completing outweighs the end of
     * the invocation: a message listener's commit comes after it.
     */
    private static boolean hasLeft(Lease lease) {
        return lease.borrower().invocation().state() == Invocation.State.OVER
                ? lease.transaction() != Lease.Transaction.ACTIVE && lease.transaction() != Lease.Transaction.IN_DOUBT
                : lease.borrower().whereabouts() != Borrower.Whereabouts.UNKNOWN;
    }

    private static Duration notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + duration);
        }
        return duration;
    }
}
