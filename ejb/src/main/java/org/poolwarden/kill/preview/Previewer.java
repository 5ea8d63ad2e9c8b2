package org.poolwarden.kill.preview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.poolwarden.guard.Attempt;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.SessionBond;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.preview.Preview.GuardSays;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.Slot;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.holdings.HoldingsReader;
import org.poolwarden.text.Counts;
import org.poolwarden.text.Durations;

/** Checks every rule of a kill and touches nothing. Safe for use by several threads. */
public final class Previewer {

    /** How many frames of a stack an answer shows. */
    private static final int FRAMES = 12;

    private final Pools pools;
    private final Scanner scanner;
    private final Guards guards;
    private final Kills kills;
    private final HoldingsReader holdings;

    public Previewer(Pools pools, Scanner scanner, Guards guards, Kills kills, HoldingsReader holdings) {
        this.pools = pools;
        this.scanner = scanner;
        this.guards = guards;
        this.kills = kills;
        this.holdings = holdings;
    }

    /**
     * What a kill of that lease would do. Asks its database.
     *
     * @param lane in which it is asked
     * @throws WardenException UNAVAILABLE if kills are disabled, or earlier questions wait for its database; NOT_FOUND
     *     if there is no such lease
     */
    public Preview preview(long leaseId, Lane lane) throws WardenException {
        Killer.requireSelfTest(pools);
        List<String> refusals = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Row row = scanner.scan(leaseId, lane, problems);
        GuardSays guard = GuardSays.UNKNOWN;
        if (row.judgement().verdict() == Verdict.UNMATCHED) {
            refusals.add(Messages.LOG
                    .unmatched(leaseId, String.join("; ", row.judgement().reasons()))
                    .toString());
            problems.forEach(problem -> refusals.add(problem.toString()));
        } else {
            guard = askGuard(row.lease(), lane, refusals, answers);
            problems.forEach(problem -> answers.add("Who waits for its session is not known: " + problem));
        }
        inDoubt(row.lease()).ifPresent(refusals::add);
        HoldingsTrend held = both(row, lane, answers);
        String sqlText = sqlText(row.session(), lane, answers);
        stack("Its thread is in ", row.stackNow(), answers);
        stack("At checkout it was in ", row.lease().borrower().stackThen(), answers);
        underWay(kills, leaseId).ifPresent(answers::add);
        return of(row, guard, sqlText, held, refusals, answers);
    }

    /**
     * What a kill of that session, which has no lease, would do. Asks its database.
     *
     * @param lane in which it is asked
     * @throws WardenException UNAVAILABLE if kills are disabled or its database does not answer; NOT_FOUND if there is
     *     no such session
     */
    public Preview preview(SessionChoice choice, Lane lane) throws WardenException {
        Killer.requireSelfTest(pools);
        SessionId id = choice.in(scanner.last().orElse(null)).session().id();
        List<Problem> problems = new ArrayList<>();
        ClassifiedSession now = scanner.recheck(id, lane, problems).orElse(null);
        if (now == null) {
            throw problems.isEmpty()
                    ? new WardenException(
                            WardenException.Fault.NOT_FOUND, Messages.LOG.noSuchSession(id.database(), id.key()), null)
                    : new WardenException(WardenException.Fault.UNAVAILABLE, problems, null);
        }
        List<String> refusals = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        Optional.ofNullable(choice.refusal(now)).map(Problem::toString).ifPresent(refusals::add);
        Row row = now.withoutLease(Instant.now());
        GuardSays guard = askGuard(row.lease(), lane, refusals, answers);
        HoldingsTrend held = both(row, lane, answers);
        String sqlText = sqlText(row.session(), lane, answers);
        kills.running(id)
                .map(kill -> "Kill " + kill.id() + " of this session is under way.")
                .ifPresent(answers::add);
        return of(row, guard, sqlText, held, refusals, answers);
    }

    /**
     * The session without a lease as the last scan saw it. Asks no database.
     *
     * @throws WardenException if it is not there
     */
    public Row now(SessionChoice choice) throws WardenException {
        return choice.in(scanner.last().orElse(null)).withoutLease(Instant.EPOCH);
    }

    /** What it holds and who waits for it, from both sides; what it holds beside its transaction is returned too. */
    private HoldingsTrend both(Row row, Lane lane, List<String> answers) {
        answers.add("Verdict " + row.judgement().verdict() + ": "
                + String.join("; ", row.judgement().reasons()));
        cost(row, answers);
        waits(row.waits(), answers);
        return held(row, lane, answers);
    }

    /** Refusals come first. It is allowed if there are none. */
    private static Preview of(
            Row row, GuardSays guard, String sqlText, HoldingsTrend held, List<String> refusals, List<String> answers) {
        boolean allowed = refusals.isEmpty();
        refusals.addAll(answers);
        return new Preview(row, allowed, guard, sqlText, held, refusals);
    }

    /** The refusal of a lease whose JTA transaction is completing or in doubt. Empty if it is neither. */
    public static Optional<String> inDoubt(Lease lease) {
        return lease.transaction() == Lease.Transaction.IN_DOUBT
                ? Optional.of(Messages.LOG.inDoubt(lease.id()))
                : Optional.empty();
    }

    /** Says that a kill of the lease is under way, which a new request would join. Empty if there is none. */
    public static Optional<String> underWay(Kills kills, long leaseId) {
        return kills.running(leaseId).map(kill -> "Kill " + kill.id() + " of this lease is under way.");
    }

    private GuardSays askGuard(Lease lease, Lane lane, List<String> refusals, List<String> answers) {
        SessionId session = lease.client().session();
        Optional<GuardEntry> entry = guards.entry(session.database());
        if (entry.isEmpty()) {
            refusals.add(Messages.LOG.guardLost(session.database()).toString());
            return GuardSays.UNKNOWN;
        }
        try {
            SessionDetail detail = entry.get().ask(lane, guard -> {
                guard.checkSession(session);
                return guard.detail(session).orElse(null);
            });
            bond(lease, true, detail == null ? null : detail.server(), refusals);
            answers.add("The guard would end session " + session + ".");
            return GuardSays.LETS_THROUGH;
        } catch (GuardException e) {
            Messages.LOG.debug("The guard's answer to a preview", e);
            return switch (e.kind()) {
                case GONE -> {
                    bond(lease, false, null, refusals);
                    answers.add("The guard says that session " + session + " is gone."
                            + (lease.isNone() ? "" : " A kill would only take the slot back."));
                    yield GuardSays.LETS_THROUGH;
                }
                case DENIED -> {
                    refusals.add(Messages.LOG.denied(e.getMessage()));
                    yield GuardSays.DENIES;
                }
                default -> {
                    refusals.add(Messages.LOG.notAsked(e.getMessage()));
                    yield GuardSays.UNKNOWN;
                }
            };
        }
    }

    /** What is known of it without touching anything: a kill asks the same again. */
    private void bond(Lease lease, boolean lives, String server, List<String> refusals) {
        Optional<Slot> slot = pools.slot(lease.id());
        if (slot.isEmpty()) {
            return; // it was returned just now
        }
        Optional<ClientSession> now = slot.get().ask();
        String refusal = now.isPresent() && !lease.client().isSameAs(now.get())
                ? Messages.LOG.changed(lease.client().session(), lease.id())
                : SessionBond.refusal(lease, lives, now, server);
        if (refusal != null) {
            refusals.add(refusal);
        }
    }

    /** What it holds beside its transaction. If that cannot be read, the answers say so, and nothing is refused. */
    private HoldingsTrend held(Row row, Lane lane, List<String> answers) {
        Session session = row.shownSession();
        Optional<GuardEntry> entry =
                session == null ? Optional.empty() : guards.entry(session.id().database());
        if (entry.isEmpty()) {
            return null;
        }
        Attempt<HoldingsTrend> held = holdings.read(entry.get(), lane, session.id(), row.lease());
        if (held.value() != null) {
            answers.add("Its session holds " + held.value() + ".");
        } else if (held.isSilent()) {
            answers.add("What its session holds could not be read: "
                    + held.silence().getMessage());
        }
        return held.value();
    }

    /**
     * Reads the statement here and not at each scan, because the database can do that cheaply only for a single
     * session.
     */
    private String sqlText(Session session, Lane lane, List<String> answers) {
        if (session == null || !session.isShown() || session.sqlId() == null) {
            return null;
        }
        Optional<GuardEntry> entry = guards.entry(session.id().database());
        try {
            return entry.isEmpty()
                    ? null
                    : entry.get()
                            .ask(lane, guard -> guard.sqlText(session.id(), session.sqlId()))
                            .orElse(null);
        } catch (GuardException e) {
            Messages.LOG.debug("The text of a statement, for a preview", e);
            answers.add("The text of statement " + session.sqlId() + " could not be read: " + e.getMessage());
            return null;
        }
    }

    private static void stack(String what, List<String> frames, List<String> answers) {
        if (!frames.isEmpty()) {
            String shown = frames.stream().limit(FRAMES).collect(Collectors.joining(" < "));
            String rest = frames.size() > FRAMES ? " < " + (frames.size() - FRAMES) + " more" : "";
            answers.add(what + shown + rest);
        }
    }

    private static void waits(Waits waits, List<String> answers) {
        if (waits.frees() != null) {
            answers.add(waits.frees().toString());
        }
        if (waits.blocker() != null) {
            answers.add("It waits itself for " + waits.blocker() + ".");
        }
    }

    private static void cost(Row row, List<String> answers) {
        if (row.lease().transaction() == Lease.Transaction.ACTIVE) {
            answers.add(
                    "Its JTA transaction is active. It would be doomed: its commit would throw an exception. In mode"
                            + " POST_TRANSACTION the kill waits until it has completed.");
        }
        Session session = row.shownSession();
        if (session == null) {
            return; // of a masked one nothing of this is known
        }
        if (session.isActive()) {
            answers.add("It has been working for " + Durations.ofSeconds(session.lastCallSeconds()) + ".");
        }
        answers.add(
                session.undoRecords() > 0
                        ? "It would lose uncommitted work: " + Counts.of(session.undoRecords(), "undo record") + "."
                        : "It has no uncommitted work.");
        if (session.blocks() > 0) {
            answers.add("It blocks " + Counts.of(session.blocks(), "other session") + ".");
        }
        answers.addAll(session.automatic().lines());
    }
}
