package org.poolwarden.kill.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.Premise;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.preview.PreviewTokens;
import org.poolwarden.kill.preview.Previewer;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.Scans;
import org.poolwarden.scan.Ticker;
import org.poolwarden.text.Counts;

/**
 * Several kills that are requested together. They wait in the queues like any other kill. A lease that was chosen by
 * its verdict must still have it right before its kill begins. Safe for use by several threads.
 */
public final class Batches {

    /** More at once is no clean-up, it is an outage: restart the application. */
    static final int MAX = 200;

    private static final int REMEMBERED = 50;

    private static final Map<Proof, String> PROVES = Map.of(
            Proof.STRONG,
            "nobody is left who could return them.",
            Proof.WEAK,
            "a connection that was handed over, or that an object keeps on purpose, would look the same. Read the"
                    + " reasons.");

    /** Of kills that the guard's limit stops, the weakly proven ones are left. */
    private static final Comparator<Row> STRONG_FIRST =
            Comparator.comparing(row -> row.judgement().proof());

    private final Scanner scanner;
    private final Scans scans;
    private final Guards guards;
    private final Killer killer;
    private final Kills kills;
    private final Ticker ticker;
    private final Map<String, BatchRecord> records = new LinkedHashMap<>();

    public Batches(Scanner scanner, Scans scans, Guards guards, Killer killer, Kills kills, Ticker ticker) {
        this.scanner = scanner;
        this.scans = scans;
        this.guards = guards;
        this.killer = killer;
        this.kills = kills;
        this.ticker = ticker;
    }

    /**
     * As {@link BatchSelection#requireKnown}, by the server's pools and by what is checked out now. While leases cannot
     * be read, every name is let through.
     */
    public void requireKnown(BatchSelection selection) throws WardenException {
        if (selection != null && scanner.readsLeases()) {
            selection.requireKnown(scanner.pools(), scanner.recallAll());
        }
    }

    /**
     * Scans every pool and every database once.
     *
     * @param lane in which the guards are asked what they would refuse
     */
    public BatchPreview preview(BatchSelection selection, int max, Lane lane) throws WardenException {
        check(selection, max);
        Scan scan = scans.scan();
        List<Row> rows = scan.rows().stream()
                .filter(selection::matches)
                .sorted(STRONG_FIRST)
                .toList();
        Refusals refusals = rows.size() > max ? Refusals.NONE : Refusals.ask(guards, lane, rows);
        ActsLeft acts = new ActsLeft(refusals);
        List<BatchPreview.Item> items = rows.stream()
                .map(row -> new BatchPreview.Item(row, refusal(row, refusals, acts)))
                .toList();
        List<String> answers = new ArrayList<>();
        List<Problem> hidden = hidden(selection, items.size(), scan);
        if (items.isEmpty()) {
            answers.add(empty(hidden).toString());
        } else if (items.size() > max) {
            answers.add(Messages.LOG.batchTooLarge(items.size(), max).toString());
        }
        boolean allowed = answers.isEmpty();
        scan.problems().forEach(problem -> answers.add(problem.toString()));
        missing(selection, items).map(Problem::toString).ifPresent(answers::add);
        cost(items, answers);
        answers.addAll(acts.lines());
        return new BatchPreview(scan.at(), allowed, items, answers, hidden);
    }

    /**
     * Why leases of the selection may be missing among those that matched. Empty if none can be: then all that were
     * named are there, or everything was read.
     *
     * @param scan the one that was chosen from; null if there was none yet
     */
    private static List<Problem> hidden(BatchSelection selection, int matched, Scan scan) {
        if (!selection.isByVerdict() && matched == selection.leaseIds().size()) {
            return List.of();
        }
        return scan == null ? List.of(Messages.LOG.noScanYet()) : scan.problems();
    }

    /** Names the leases of a list that are not there, if others are. */
    private static Optional<Problem> missing(BatchSelection selection, List<BatchPreview.Item> items) {
        List<Long> missing = new ArrayList<>(selection.leaseIds());
        items.forEach(item -> missing.remove(item.row().lease().id()));
        return items.isEmpty() || missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.LOG.batchMissing(missing));
    }

    private static Problem empty(List<Problem> hidden) {
        return hidden.stream().anyMatch(Problem::hides) ? Messages.LOG.batchUnread() : Messages.LOG.batchEmpty();
    }

    /**
     * As {@link #kill(BatchRequest, Premise)}, of a request that takes nothing for granted.
     *
     * @return the id of the batch
     * @throws WardenException if the request is refused
     */
    public String kill(BatchRequest asked) throws WardenException {
        return kill(asked, Premise.NONE);
    }

    /**
     * Requests the kills. Asks no database: it uses the last scan, and each lease is checked again before its kill.
     *
     * @param premise of all its leases. It is compared now, and each lease with its database right before its kill
     * @return the id of the batch
     * @throws WardenException if the request is wrong, more leases match than it allows, one of them can never be
     *     killed, or the premise does not hold; then nothing is touched
     */
    public String kill(BatchRequest asked, Premise premise) throws WardenException {
        if (asked == null) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.requestIncomplete(), null);
        }
        BatchSelection selection = asked.selection();
        check(selection, asked.max());
        KillRequest model = Killer.checked(
                new KillRequest(0, asked.modes(), asked.escalateAfter(), asked.requester(), asked.reason()));
        killer.requireSelfTest();
        List<Killer.Target> targets = targets(selection, asked.max(), premise);
        String id = kills.newId();
        List<KillRecord> begun = new ArrayList<>();
        for (Killer.Target target : targets) {
            long lease = target.row().lease().id();
            KillRequest request =
                    new KillRequest(lease, model.modes(), model.escalateAfter(), model.requester(), model.reason());
            Premise own = premise.isNone() ? Premise.NONE : PreviewTokens.unchanged(target.row());
            Gate gate = selection.isByVerdict()
                    ? killer.rechecks().leak(lease, selection.proof(), own)
                    : killer.rechecks().lease(lease, own);
            String kill;
            try {
                kill = killer.submit(target, request, id, gate);
            } catch (WardenException e) {
                if (begun.isEmpty()) {
                    throw e;
                }
                // This happens only while the server stops. The kills that were queued are recorded, the others never
                // begin.
                Messages.LOG.debug("A batch ends early", e);
                break;
            }
            kills.record(kill).ifPresent(begun::add);
        }
        remember(new BatchRecord(id, ticker.now(), selection.toString(), model, List.copyOf(begun)));
        return id;
    }

    /** The batch of that id. Empty if it is not remembered. */
    public synchronized Optional<Batch> find(String id) {
        return Optional.ofNullable(records.get(id)).map(BatchRecord::batch);
    }

    /** Every batch that is remembered, the newest first. */
    public synchronized List<Batch> list() {
        List<Batch> batches = new ArrayList<>();
        records.values().forEach(record -> batches.add(record.batch()));
        Collections.reverse(batches);
        return batches;
    }

    /** Withdraws the kills of a batch that have not begun. Empty if the batch is not remembered. */
    public Optional<Batch> stop(String id, Requester requester) {
        BatchRecord batch;
        synchronized (this) {
            batch = records.get(id);
        }
        if (batch == null) {
            return Optional.empty();
        }
        for (KillRecord record : batch.records()) {
            Kill kill = record.kill();
            // A kill that was under way before the batch belongs to another request.
            if (id.equals(kill.batchId()) && kills.withdraw(kill.id(), requester)) {
                batch.stop();
            }
        }
        return Optional.of(batch.batch());
    }

    private static void check(BatchSelection selection, int max) throws WardenException {
        if (selection == null || selection.isEmpty()) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.batchOfNothing(), null);
        }
        if (max < 1 || max > MAX) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.batchMaximum(MAX), null);
        }
    }

    /** Where something could not be read, nobody knows whether there is a lease that matches. */
    private static WardenException noneMatches(List<Problem> hidden) {
        Problem empty = empty(hidden);
        if (hidden.stream().noneMatch(Problem::hides)) {
            return new WardenException(Fault.NOT_FOUND, empty, null);
        }
        List<Problem> all = new ArrayList<>(List.of(empty));
        all.addAll(hidden);
        return new WardenException(Fault.UNAVAILABLE, all, null);
    }

    /** The leases that a batch would end, as far as they are known here. */
    private List<Row> matching(BatchSelection selection, Premise premise) throws WardenException {
        if (selection.isByVerdict()) {
            return scanner.recallAll().stream().filter(selection::matches).toList();
        }
        List<Row> rows = new ArrayList<>();
        for (long lease : selection.leaseIds()) {
            rows.add(killer.now(lease, premise));
        }
        return rows;
    }

    /** All or none: one lease that can never be killed refuses the whole. */
    private List<Killer.Target> targets(BatchSelection selection, int max, Premise premise) throws WardenException {
        List<Row> rows = new ArrayList<>(matching(selection, premise));
        premise.require(rows);
        if (rows.isEmpty()) {
            throw noneMatches(hidden(selection, 0, scanner.last().orElse(null)));
        }
        if (rows.size() > max) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.batchTooLarge(rows.size(), max), null);
        }
        rows.sort(STRONG_FIRST);
        List<Killer.Target> targets = new ArrayList<>();
        for (Row row : rows) {
            Problem pin = pin(row);
            if (pin != null) {
                throw new WardenException(Fault.DENIED, pin, null);
            }
            targets.add(killer.target(row));
        }
        return targets;
    }

    /** Why no batch ends it, though somebody has named it; null if it is not pinned. */
    private static Problem pin(Row row) {
        String pin = row.judgement().reason(Code.PINNED);
        return pin == null ? null : Messages.LOG.pinned(row.lease().id(), pin);
    }

    /** What is known here comes first, then what the guard says: it is asked again right before each kill. */
    private String refusal(Row row, Refusals refusals, ActsLeft acts) {
        try {
            killer.target(row);
        } catch (WardenException e) {
            Messages.LOG.debug("A batch's preview", e);
            return e.getMessage();
        }
        Session session = row.session();
        return Optional.ofNullable(pin(row))
                .map(Problem::toString)
                .or(() -> Previewer.inDoubt(row.lease()))
                .or(() -> Previewer.underWay(kills, row.lease().id()))
                .or(() -> refusals.of(row))
                .or(() -> Optional.ofNullable(session == null ? null : Killer.refusal(session)))
                .or(() -> Optional.ofNullable(acts.take(row)))
                .orElse(null);
    }

    private static void cost(List<BatchPreview.Item> items, List<String> answers) {
        List<Session> sessions = items.stream()
                .map(item -> item.row().shownSession())
                .filter(Objects::nonNull)
                .toList();
        long refused = items.stream().filter(item -> item.refusal() != null).count();
        long undo = sessions.stream().mapToLong(Session::undoRecords).sum();
        long blocks = sessions.stream().mapToLong(Session::blocks).sum();
        answers.add("The selection has " + Counts.of(items.size(), "lease") + ". Kills that would be refused: "
                + refused + ".");
        answers.add("The batch would roll back " + Counts.of(undo, "undo record") + " and release "
                + Counts.of(blocks, "waiting session") + ".");
        for (Proof proof : List.of(Proof.STRONG, Proof.WEAK)) {
            long count = items.stream()
                    .filter(item -> item.row().judgement().proof() == proof)
                    .count();
            if (count > 0) {
                answers.add(Counts.of(count, "lease") + " with " + proof + " proof: " + PROVES.get(proof));
            }
        }
        long unknown = items.size() - sessions.size();
        if (unknown > 0) {
            answers.add("Work that is not counted: the guard does not show the session of "
                    + Counts.of(unknown, "lease") + ".");
        }
    }

    private synchronized void remember(BatchRecord batch) {
        records.put(batch.id(), batch);
        if (records.size() > REMEMBERED) {
            records.values().stream()
                    .filter(old -> old.batch().isOver())
                    .findFirst()
                    .ifPresent(old -> records.remove(old.id()));
        }
    }
}
