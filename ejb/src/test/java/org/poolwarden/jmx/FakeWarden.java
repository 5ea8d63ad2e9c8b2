package org.poolwarden.jmx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.poolwarden.admin.AuditAdmin;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.admin.LeaseAdmin;
import org.poolwarden.admin.SettingsAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.KillScript;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.caller.Caller;
import org.poolwarden.caller.Callers;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.record.Milestones;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Tracking;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.timeline.Timeline;
import org.poolwarden.settings.PoolThreshold;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.TraceUrl;
import org.poolwarden.settings.TunableSettings;
import org.poolwarden.transition.TransitionListener;
import org.poolwarden.transition.count.Totals;
import org.poolwarden.transition.count.TransitionCounter;

/** Answers with one of each, or refuses everything. */
final class FakeWarden implements LonelyWarden, LeaseAdmin, KillAdmin, AuditAdmin, SettingsAdmin {

    final List<PoolStatus> pools =
            new ArrayList<>(List.of(new PoolStatus("java:/ShopDS", PoolStatus.Kind.LOCAL, 20, 3, 17)));
    final List<Kill> kills = new ArrayList<>();
    final List<String> tuned = new ArrayList<>();
    /** What the last scan saw; null before the first. */
    Scan last;

    final List<SessionChoice> chosen = new ArrayList<>();
    final List<KillRequest> asked = new ArrayList<>();
    final List<BatchRequest> batches = new ArrayList<>();
    /** What was taken back or stopped, and by whom. */
    final List<String> stopped = new ArrayList<>();

    WardenException refusal;
    RuntimeException failure;
    ClassLoader loaderSeen;
    static final Problem PROBLEM = new Problem("PWARDEN0201", "java:/guard", "A problem.", "Solve it.");
    private static final Problem UNREADABLE = new Problem("PWARDEN0421", "java:/guard", "Planned.", null);

    /** Who is found to call. */
    Optional<Caller> caller = Optional.of(new Caller(new Requester("ops", "JMX", "10.1.2.3"), true));

    private final Callers callers = () -> caller;
    Tracking tracking = Tracking.SITES;
    int statusReads;

    private final Row row = new Row(
            new Lease(
                    7,
                    "java:/ShopDS",
                    Instant.EPOCH,
                    Duration.ofHours(1),
                    Borrower.UNKNOWN,
                    null,
                    1,
                    Lease.Transaction.NONE),
            null,
            new Judgement(Verdict.UNMATCHED, Judgement.Proof.NONE, List.of("no guard")));

    @Override
    public LeaseAdmin leases() {
        return this;
    }

    @Override
    public KillAdmin kills() {
        return this;
    }

    @Override
    public AuditAdmin audit() {
        return this;
    }

    @Override
    public SettingsAdmin settings() {
        return this;
    }

    @Override
    public Warden ofPages() {
        return this;
    }

    @Override
    public String status() {
        statusReads++;
        return "well";
    }

    @Override
    public Map<String, PoolThreshold> thresholdsOfPools() {
        return Map.of();
    }

    @Override
    public PoolThreshold suspectAfterOfPool(String pool, String value) {
        tuned.add(pool + "=" + value);
        return value == null
                ? null
                : new PoolThreshold(Duration.ofSeconds(1), "ops", Instant.parse("2026-11-20T11:00:00.123Z"));
    }

    @Override
    public boolean knew(long leaseId) {
        return row.lease().id() == leaseId;
    }

    @Override
    public void tellPools(Consumer<List<PoolStatus>> listener) {
        listener.accept(listPools());
    }

    @Override
    public void tellTransitions(TransitionListener listener) {}

    @Override
    public Set<String> databases() {
        return Set.of();
    }

    @Override
    public List<PoolStatus> listPools() {
        return List.copyOf(pools);
    }

    @Override
    public Scan scan() {
        loaderSeen = Thread.currentThread().getContextClassLoader();
        return new Scan(Instant.EPOCH, Duration.ZERO, List.of(row), List.of(), List.of(PROBLEM), true);
    }

    @Override
    public ScanStatus latestScan(Duration freshness) {
        return new ScanStatus(last, last == null ? null : Duration.ZERO, null);
    }

    @Override
    public ScanStatus scanStatus() {
        return latestScan(Duration.ZERO);
    }

    @Override
    public Totals totals() {
        return new TransitionCounter(List.of()).read();
    }

    @Override
    public List<Timeline> timelines() {
        return List.of();
    }

    @Override
    public Optional<Scan> lastScan() {
        return Optional.ofNullable(last);
    }

    @Override
    public Scan listSessions() {
        return scan();
    }

    @Override
    public Explanation explain(long leaseId) {
        return new Explanation(Instant.EPOCH, row, null, null, null, List.of());
    }

    @Override
    public SessionOwner findOwner(String database, int instance, int sid, int serial) {
        return new SessionOwner(
                Instant.EPOCH,
                new SessionId(new DatabaseId("FREE", "FREEPDB1"), instance, sid, serial),
                null,
                row,
                List.of(PROBLEM));
    }

    @Override
    public KillScript killScript(List<Long> leaseIds) {
        return new KillScript(Instant.EPOCH, List.of(), List.of(), List.of(PROBLEM));
    }

    @Override
    public String sqlText(long leaseId) throws WardenException {
        callers.operator();
        return null;
    }

    @Override
    public List<String> report(String killId) throws WardenException {
        callers.requester();
        return kill(killId).report();
    }

    @Override
    public Preview preview(long leaseId) throws WardenException {
        callers.requester();
        refuse();
        return new Preview(row, false, Preview.GuardSays.UNKNOWN, null, null, List.of("PWARDEN0403: never"));
    }

    @Override
    public String kill(KillRequest request) throws WardenException {
        callers.operator();
        refuse();
        asked.add(request);
        return "k-1";
    }

    @Override
    public Preview previewSession(SessionChoice choice) throws WardenException {
        callers.requester();
        refuse();
        return new Preview(row, choice.foreign(), Preview.GuardSays.UNKNOWN, null, null, List.of(choice.toString()));
    }

    @Override
    public String killSession(SessionChoice choice, KillRequest request) throws WardenException {
        callers.operator();
        refuse();
        chosen.add(choice);
        asked.add(request);
        return "k-2";
    }

    @Override
    public Kill kill(String killId) throws WardenException {
        refuse();
        return new Kill(
                killId,
                null,
                row,
                new KillRequest(7, KillMode.IMMEDIATE, new Requester("ops", "JMX", null), "it leaks"),
                KillMode.IMMEDIATE,
                Kill.SessionState.GONE,
                Kill.SlotState.FREED,
                new Milestones(Instant.EPOCH, Instant.EPOCH, null),
                null,
                5,
                "gone",
                List.of(),
                null,
                List.of(new Kill.Step(Instant.EPOCH, Kill.SessionState.GONE, Kill.SlotState.FREED, "gone")));
    }

    @Override
    public String mark() {
        return null;
    }

    @Override
    public boolean joinsFleet() {
        return true;
    }

    @Override
    public Set<String> fleetOperators() {
        return Set.of("anna");
    }

    @Override
    public Optional<Duration> ownScanEvery() {
        return Optional.empty();
    }

    @Override
    public Warden ofCluster() {
        return this;
    }

    @Override
    public TraceUrl traceUrl() {
        return null;
    }

    @Override
    public TunableSettings tunables() {
        return new TunableSettings(
                tracking, Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE, Duration.ofMinutes(1));
    }

    @Override
    public void tune(Setting setting, String value) throws WardenException {
        Requester requester = callers.operator();
        refuse();
        tuned.add(setting + "=" + value + " by " + requester);
    }

    @Override
    public List<Kill> listKills() {
        return List.copyOf(kills);
    }

    @Override
    public Kill withdraw(String killId) throws WardenException {
        Requester requester = callers.operator();
        stopped.add(killId + " by " + requester);
        return kill(killId);
    }

    @Override
    public BatchPreview previewBatch(BatchSelection selection, int max) throws WardenException {
        refuse();
        return new BatchPreview(Instant.EPOCH, true, List.of(), List.of("nothing to lose"), List.of(PROBLEM));
    }

    @Override
    public String killBatch(BatchRequest request) throws WardenException {
        refuse();
        batches.add(request);
        return "b-1";
    }

    @Override
    public Batch batch(String batchId) throws WardenException {
        refuse();
        return new Batch(
                batchId,
                Instant.EPOCH,
                "leases [7]",
                new Requester("ops", "JMX", null),
                "it leaks",
                Batch.State.RUNNING,
                0,
                "0 of 1 are over",
                List.of(new Batch.Item(7, "k-1", Kill.SessionState.KILLING, Kill.SlotState.FENCED, "being ended")));
    }

    @Override
    public List<Batch> listBatches() {
        return List.of();
    }

    @Override
    public Batch stopBatch(String batchId) throws WardenException {
        Requester requester = callers.operator();
        stopped.add(batchId + " by " + requester);
        return batch(batchId);
    }

    @Override
    public AuditPage whoKilled(String database, int instance, int sid, int serial) {
        return audit(null);
    }

    @Override
    public AuditPage audit(AuditFilter filter) {
        return new AuditPage(List.of(), false, null, List.of(UNREADABLE));
    }

    private void refuse() throws WardenException {
        if (failure != null) {
            throw failure;
        }
        if (refusal != null) {
            throw refusal;
        }
    }
}
