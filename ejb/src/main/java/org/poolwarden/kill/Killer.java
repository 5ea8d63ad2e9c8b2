package org.poolwarden.kill;

import java.time.Duration;
import java.util.List;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.Ticker;
import org.poolwarden.scan.holdings.HoldingsReader;
import org.poolwarden.settings.Settings;
import org.poolwarden.text.Clean;

/**
 * Accepts or refuses a request to kill, from what is in memory. It asks no database, because its caller must not wait
 * for one. Safe for use by several threads.
 */
public final class Killer {

    private static final int LONGEST_REASON = 400;
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Pools pools;
    private final Scanner scanner;
    private final Guards guards;
    private final Kills kills;
    private final Settings settings;
    private final Ticker ticker;
    private final HoldingsReader holdings;
    private final Rechecks rechecks;

    public Killer(
            Pools pools,
            Scanner scanner,
            Guards guards,
            Kills kills,
            HoldingsReader holdings,
            Settings settings,
            Ticker ticker) {
        this.pools = pools;
        this.scanner = scanner;
        this.guards = guards;
        this.kills = kills;
        this.holdings = holdings;
        this.settings = settings;
        this.ticker = ticker;
        this.rechecks = new Rechecks(scanner);
    }

    /**
     * As {@link #kill(KillRequest, Premise)}, of a request that takes nothing for granted.
     *
     * @return the id of the kill
     * @throws WardenException if the request is refused
     */
    public String kill(KillRequest asked) throws WardenException {
        return kill(asked, Premise.NONE);
    }

    /**
     * Requests a kill, or joins the one that this lease has already.
     *
     * @param premise compared now, and with the database right before the kill begins
     * @return the id of the kill
     * @throws WardenException if the request is wrong, kills are disabled, the lease can never be killed, or the
     *     premise does not hold
     */
    public String kill(KillRequest asked, Premise premise) throws WardenException {
        KillRequest request = checked(asked);
        requireSelfTest();
        long lease = request.leaseId();
        Row there = premise.isNone() || !isThere(lease) ? null : scanner.recall(lease);
        Gate gate = rechecks.lease(lease, premise);
        var running = kills.again(request, premise, gate, there);
        if (running.isPresent()) {
            return running.get();
        }
        Row row = there == null ? now(lease, premise) : there;
        return submit(target(row), request, null, gate, premise);
    }

    /**
     * The lease as it is now, as far as it is known here. If the request takes nothing for granted, a lease that was
     * returned is as somebody was shown it.
     *
     * @throws WardenException NOT_FOUND if it never was; TOO_LATE if it was returned and the request has a premise
     */
    public Row now(long leaseId, Premise premise) throws WardenException {
        Row row = scanner.recall(leaseId);
        if (!premise.isNone() && !isThere(leaseId)) {
            throw Premise.changed("lease " + leaseId + " was returned");
        }
        return row;
    }

    private boolean isThere(long leaseId) {
        return pools.slot(leaseId).isPresent();
    }

    /**
     * As {@link #killSession(SessionChoice, KillRequest, Premise)}, of a request that takes nothing for granted.
     *
     * @return the id of the kill
     * @throws WardenException if the request is refused
     */
    public String killSession(SessionChoice choice, KillRequest asked) throws WardenException {
        return killSession(choice, asked, Premise.NONE);
    }

    /**
     * Requests the kill of a session without a lease, or joins the one that it has already.
     *
     * @param asked its lease is not looked at
     * @param premise compared now, and with the database right before the kill begins
     * @return the id of the kill
     * @throws WardenException if the request is wrong, kills are disabled, the session must not be ended, or the
     *     premise does not hold
     */
    public String killSession(SessionChoice choice, KillRequest asked, Premise premise) throws WardenException {
        KillRequest request = checked(asked);
        requireSelfTest();
        ClassifiedSession session = choice.in(scanner.last().orElse(null));
        Problem refusal = choice.refusal(session);
        if (refusal != null) {
            throw new WardenException(Fault.DENIED, refusal, null);
        }
        SessionId id = session.session().id();
        Row row = session.withoutLease(ticker.now());
        return submit(target(row), request, null, rechecks.session(choice, id, premise), premise);
    }

    /**
     * What a kill of this lease would end.
     *
     * @throws WardenException if the lease can never be killed: it is UNMATCHED, or its database has no guard
     */
    public Target target(Row row) throws WardenException {
        if (row.lease().client() == null) {
            throw unmatched(row);
        }
        DatabaseId database = row.lease().client().session().database();
        GuardEntry entry = guards.entry(database)
                .orElseThrow(() -> new WardenException(Fault.UNAVAILABLE, Messages.LOG.guardLost(database), null));
        Guard guard = guards.known(database)
                .orElseThrow(() -> new WardenException(Fault.UNAVAILABLE, Messages.LOG.guardLost(database), null));
        if (row.judgement().verdict() == Verdict.UNMATCHED) {
            throw unmatched(row);
        }
        return new Target(row, database, entry, guard);
    }

    /** What is asked again right before the kills that are requested here. */
    public Rechecks rechecks() {
        return rechecks;
    }

    /**
     * Queues a kill.
     *
     * @param batchId null if it belongs to no batch
     * @param gate asked right before the kill begins
     * @return its id
     * @throws WardenException if Poolwarden is stopping or the server provides no thread
     */
    public String submit(Target target, KillRequest request, String batchId, Gate gate) throws WardenException {
        return submit(target, request, batchId, gate, Premise.NONE);
    }

    private String submit(Target target, KillRequest request, String batchId, Gate gate, Premise premise)
            throws WardenException {
        Gate ofFirst = () -> requireFirst(target);
        return kills.submit(
                target.row,
                request,
                batchId,
                premise,
                gate,
                new KillQueueDatabase(() -> guards.entry(target.database).orElse(target.entry), target.database),
                (record, own) -> {
                    record.askedBy(target.entry);
                    return new KillRun(record, pools, target.guard, holdings, settings, ticker, own, ofFirst);
                });
    }

    /** Of two guards of one database a kill ends nothing by one that does not count, whose scope may be another. */
    private void requireFirst(Target target) throws KillAborted {
        if (!guards.counts(target.entry, target.database, Lane.KILLS)) {
            String why = "another guard than " + target.entry.name() + ", which this kill was to ask, counts for "
                    + target.database + " now. Ask for it again";
            throw new KillAborted(SessionState.FAILED, Messages.LOG.notAsked(why));
        }
    }

    /**
     * Refuses if kills are disabled on this server.
     *
     * @throws WardenException UNAVAILABLE, with what the self-test found
     */
    public void requireSelfTest() throws WardenException {
        requireSelfTest(pools);
    }

    /** As {@link #requireSelfTest()}, for who only looks. */
    public static void requireSelfTest(Pools pools) throws WardenException {
        SelfTest test = pools.selfTest();
        if (!test.passed()) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.killsDisabled(test.detail()), null);
        }
    }

    private static WardenException unmatched(Row row) {
        String why = String.join("; ", row.judgement().reasons());
        return new WardenException(
                Fault.DENIED, Messages.LOG.unmatched(row.lease().id(), why), null);
    }

    /**
     * The request as it is recorded, with its reason in one line.
     *
     * @throws WardenException if anything of it is missing or wrong
     */
    public static KillRequest checked(KillRequest request) throws WardenException {
        if (request == null || request.requester() == null || isIncomplete(request.modes())) {
            throw bad(Messages.LOG.requestIncomplete());
        }
        // It goes into logs and the audit, so it must be one line without control sequences of a terminal.
        String reason = Clean.words(request.reason(), Integer.MAX_VALUE);
        if (reason == null || reason.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw bad(Messages.LOG.reasonMissing(LONGEST_REASON));
        }
        if (reason.length() > LONGEST_REASON) {
            throw bad(Messages.LOG.reasonTooLong(reason.length(), LONGEST_REASON));
        }
        List<KillMode> modes = List.copyOf(request.modes());
        for (int i = 1; i < modes.size(); i++) {
            if (modes.get(i).compareTo(modes.get(i - 1)) <= 0) {
                throw bad(Messages.LOG.modesOutOfOrder(modes));
            }
        }
        Duration wait = modes.size() == 1 ? Duration.ZERO : request.escalateAfter();
        if (modes.size() > 1
                && (wait == null || wait.compareTo(SHORTEST_WAIT) < 0 || wait.compareTo(LONGEST_WAIT) > 0)) {
            throw bad(Messages.LOG.waitMissing());
        }
        return new KillRequest(request.leaseId(), modes, wait, request.requester(), reason);
    }

    /**
     * Why a kill of this session would be denied. Null if the guard shows the session, which means that it may be
     * ended.
     */
    public static String refusal(Session session) {
        return session.access() == Session.Access.ALLOWED
                ? null
                : Messages.LOG.denied("session " + session.id() + " is " + session.access());
    }

    private static boolean isIncomplete(List<KillMode> modes) {
        return modes == null || modes.isEmpty() || modes.stream().anyMatch(mode -> mode == null);
    }

    private static WardenException bad(Problem problem) {
        return new WardenException(Fault.BAD_REQUEST, problem, null);
    }

    /** A lease that may be killed, with the guard of its database. */
    public record Target(Row row, DatabaseId database, GuardEntry entry, Guard guard) {}
}
