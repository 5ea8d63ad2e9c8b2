package org.poolwarden.leak;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.Borrower;
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

    /**
     * @param suspectAfter the age from which a lease has to answer for itself
     * @param busyGrace how long after its last call a session still counts as working
     * @param pins what holds on purpose: its leases are no leaks, unless nobody is left who could
     * @throws IllegalArgumentException if one of them is negative
     */
    public Judge(Duration suspectAfter, Duration busyGrace, Pins pins) {
        this.suspectAfter = notNegative(suspectAfter, "suspectAfter");
        this.busyGrace = notNegative(busyGrace, "busyGrace");
        this.pins = Objects.requireNonNull(pins, "pins");
    }

    /**
     * @param session what the guard shows; may be null only where there is none to show: NO_GUARD and SESSION_GONE
     * @throws NullPointerException if a session is MATCHED or DISAGREEs and is not there
     */
    public Judgement judge(Lease lease, Session session, Match match) {
        return judge(lease, session, match, null);
    }

    /** @param difference what speaks against the databases whose guards answer; null if nothing is known of that */
    Judgement judge(Lease lease, Session session, Match match, String difference) {
        Reasons reasons = Reasons.of(lease);
        return switch (match) {
            // of these nothing is known, whatever their age, and nothing unknown is ever acted on
            case NO_GUARD -> unmatched(lease, reasons.nobodyToAsk(difference));
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
        Optional<Pin> pin = lease.borrower().deploymentPresent() ? pins.of(lease) : Optional.empty();
        pin.ifPresent(reasons::pinned);
        if (lease.age().compareTo(suspectAfter) < 0) {
            return Judgement.of(Verdict.IN_USE, Proof.NONE, reasons.checkout().young(suspectAfter));
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
        return idle(lease, session, pin.isPresent(), reasons);
    }

    private static Judgement idle(Lease lease, Session session, boolean pinned, Reasons reasons) {
        Borrower borrower = lease.borrower();
        reasons.checkout().activity(session).enlisted().holding(session);
        if (!borrower.deploymentPresent()) {
            return Judgement.of(Verdict.LEAKED, Proof.STRONG, reasons);
        }
        if (borrower.overlay() != null) {
            return Judgement.of(Verdict.SUSPECT, Proof.WEAK, reasons.poolOver(borrower.overlay()));
        }
        return !pinned && hasLeft(lease)
                ? Judgement.of(Verdict.LEAKED, Proof.WEAK, reasons.handOver())
                : Judgement.of(Verdict.SUSPECT, Proof.WEAK, reasons);
    }

    /**
     * By what the server says of the invocation; only where it says nothing, by where the thread is. A transaction that
     * is active or completing outweighs the end: a message listener's commit comes after it.
     */
    private static boolean hasLeft(Lease lease) {
        return switch (lease.borrower().invocation().state()) {
            case RUNNING, DETACHED -> false;
            case OVER ->
                lease.transaction() != Lease.Transaction.ACTIVE && lease.transaction() != Lease.Transaction.IN_DOUBT;
            case UNKNOWN ->
                switch (lease.borrower().whereabouts()) {
                    case GONE, IDLE, ELSEWHERE -> true;
                    case IN_BORROWING_FRAMES, UNKNOWN -> false;
                };
        };
    }

    private Judgement unmatched(Lease lease, Reasons reasons) {
        reasons.checkout();
        if (lease.age().compareTo(suspectAfter) >= 0 && looksLeaked(lease)) {
            reasons.left();
        }
        return Judgement.of(Verdict.UNMATCHED, Proof.NONE, reasons);
    }

    /** Of what would be LEAKED if its session were known. */
    private boolean looksLeaked(Lease lease) {
        Borrower borrower = lease.borrower();
        return !borrower.deploymentPresent()
                || borrower.overlay() == null
                        && hasLeft(lease)
                        && pins.of(lease).isEmpty();
    }

    private static Duration notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + duration);
        }
        return duration;
    }
}
