package org.poolwarden.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.poolwarden.admin.AuditAdmin;
import org.poolwarden.admin.KillAdmin;
import org.poolwarden.admin.LeaseAdmin;
import org.poolwarden.admin.SettingsAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.KillScript;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Tracking;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.sharing.SharedViews;
import org.poolwarden.scan.timeline.Timeline;
import org.poolwarden.settings.PoolThreshold;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.TraceUrl;
import org.poolwarden.settings.TunableSettings;
import org.poolwarden.transition.TransitionListener;
import org.poolwarden.transition.count.Totals;
import org.poolwarden.transition.count.TransitionCounter;

/** A core that has one lease and remembers what it was asked. */
public class RecordingWarden implements Warden, LeaseAdmin, KillAdmin, AuditAdmin, SettingsAdmin {

    final List<KillRequest> requests = new ArrayList<>();
    final List<SessionChoice> choices = new ArrayList<>();
    final List<BatchRequest> batches = new ArrayList<>();
    final List<String> orders = new ArrayList<>();
    final List<Timeline> timelines = new ArrayList<>();
    final Map<String, PoolThreshold> ofPools = new HashMap<>();
    final List<AuditFilter> filters = new ArrayList<>();
    final List<AuditedKill> audited = new ArrayList<>();
    final List<Problem> auditProblems = new ArrayList<>();
    /** Leases that it has seen besides those of low numbers. */
    final Set<Long> known = new HashSet<>();

    final List<Kill> kills = new ArrayList<>();
    String sqlText;
    boolean auditGoesOn;
    /** From when the audit is searched without being told so. */
    public java.time.LocalDateTime auditSince;

    ScanStatus status = new ScanStatus(scan(), Duration.ZERO, null);
    public boolean allowed = true;
    public Preview.GuardSays guardSays = Preview.GuardSays.LETS_THROUGH;
    /** What the next call meets, or null. */
    WardenException.Fault fault;

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
        return "well";
    }

    @Override
    public Map<String, PoolThreshold> thresholdsOfPools() {
        return Map.copyOf(ofPools);
    }

    @Override
    public PoolThreshold suspectAfterOfPool(String pool, String value) throws WardenException {
        refuse();
        orders.add("judge " + pool + " after " + value);
        return null;
    }

    @Override
    public boolean knew(long leaseId) {
        return leaseId < 1_000 || known.contains(leaseId);
    }

    @Override
    public void tellPools(Consumer<List<PoolStatus>> listener) {
        listener.accept(listPools());
    }

    @Override
    public void tellTransitions(TransitionListener listener) {}

    @Override
    public Set<String> databases() {
        return Set.of("FREE/FREEPDB1");
    }

    @Override
    public List<PoolStatus> listPools() {
        return List.of(new PoolStatus(Sample.POOL, PoolStatus.Kind.LOCAL, 3, 1, 2));
    }

    @Override
    public Scan scan() {
        return scan(Sample.row(Verdict.LEAKED, Access.ALLOWED), Sample.row(Verdict.IN_USE, Access.ALLOWED));
    }

    @Override
    public Optional<Scan> lastScan() {
        return Optional.of(scan());
    }

    @Override
    public Scan listSessions() {
        return scan();
    }

    @Override
    public Explanation explain(long leaseId) throws WardenException {
        refuse();
        return new Explanation(
                Instant.EPOCH, Sample.row(Verdict.LEAKED, Access.ALLOWED), null, sqlText, null, List.of());
    }

    @Override
    public SessionOwner findOwner(String database, int instance, int sid, int serial) {
        return new SessionOwner(
                Instant.EPOCH,
                new SessionId(new DatabaseId("FREE", "FREEPDB1"), instance, sid, serial),
                null,
                Sample.row(Verdict.LEAKED, Access.ALLOWED),
                List.of());
    }

    @Override
    public KillScript killScript(List<Long> leaseIds) {
        return new KillScript(Instant.EPOCH, List.of(), List.of(), List.of());
    }

    @Override
    public String sqlText(long leaseId) {
        return sqlText;
    }

    @Override
    public List<String> report(String killId) throws WardenException {
        return kill(killId).report();
    }

    @Override
    public Preview preview(long leaseId) throws WardenException {
        refuse();
        return new Preview(
                Sample.row(Verdict.LEAKED, Access.ALLOWED),
                allowed,
                guardSays,
                null,
                null,
                List.of("the guard lets this server act on SHOP"));
    }

    @Override
    public String kill(KillRequest request) throws WardenException {
        refuse();
        requests.add(request);
        return "k 1&";
    }

    @Override
    public Preview previewSession(SessionChoice choice) throws WardenException {
        refuse();
        choices.add(choice);
        Row row = Sample.classified(Verdict.ORPHAN).withoutLease(Instant.EPOCH);
        return new Preview(row, allowed, guardSays, null, null, List.of("the guard would end it"));
    }

    @Override
    public String killSession(SessionChoice choice, KillRequest request) throws WardenException {
        choices.add(choice);
        return kill(request);
    }

    @Override
    public Kill kill(String killId) throws WardenException {
        return kills.stream()
                .filter(kill -> kill.id().equals(killId))
                .findFirst()
                .orElseThrow(() -> new WardenException(
                        WardenException.Fault.NOT_FOUND,
                        new Problem("PWARDEN0405", "this server", "There is no such kill.", "List them."),
                        null));
    }

    @Override
    public String mark() {
        return null;
    }

    @Override
    public void meet(Supplier<Neighbours> neighbours) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void takeTurns(KillTurns turns) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void share(SharedViews views) {
        throw new UnsupportedOperationException();
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
        return TraceUrl.parse("https://jaeger.example.com/trace/{traceId}?a=1&b='2'")
                .orElseThrow();
    }

    @Override
    public TunableSettings tunables() {
        return new TunableSettings(
                Tracking.SITES, Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE, Duration.ofMinutes(1));
    }

    @Override
    public void tune(Setting setting, String value) throws WardenException {
        refuse();
    }

    @Override
    public List<Kill> listKills() {
        return kills;
    }

    @Override
    public Kill withdraw(String killId) throws WardenException {
        orders.add("withdraw " + killId);
        return kill(killId);
    }

    @Override
    public BatchPreview previewBatch(BatchSelection selection, int max) throws WardenException {
        refuse();
        return new BatchPreview(Instant.EPOCH, true, List.of(), List.of(), List.of());
    }

    @Override
    public String killBatch(BatchRequest request) {
        batches.add(request);
        return "b1";
    }

    @Override
    public Batch batch(String batchId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Batch> listBatches() {
        return List.of();
    }

    @Override
    public Batch stopBatch(String batchId) {
        orders.add("stop " + batchId);
        return new Batch(
                batchId, Instant.EPOCH, "leases", Sample.OPS, "why", Batch.State.STOPPED, 0, "stopped", List.of());
    }

    @Override
    public AuditPage whoKilled(String database, int instance, int sid, int serial) throws WardenException {
        refuse();
        orders.add("who " + database + " " + instance + "," + sid + "," + serial);
        return new AuditPage(audited, auditGoesOn, auditSince, auditProblems);
    }

    @Override
    public AuditPage audit(AuditFilter filter) throws WardenException {
        refuse();
        orders.add("audit of " + filter.database());
        filters.add(filter);
        return new AuditPage(audited, auditGoesOn, auditSince, auditProblems);
    }

    @Override
    public ScanStatus latestScan(Duration freshness) {
        return status;
    }

    @Override
    public ScanStatus scanStatus() {
        return status;
    }

    @Override
    public Totals totals() {
        return new TransitionCounter(List.of()).read();
    }

    @Override
    public List<Timeline> timelines() {
        return timelines;
    }

    private void refuse() throws WardenException {
        if (fault != null) {
            throw new WardenException(fault, new Problem("PWARDEN0299", "this server", fault + ".", "Do not."), null);
        }
    }

    static Scan scan(Row... rows) {
        return new Scan(Instant.now(), Duration.ofMillis(37), List.of(rows), List.of(), List.of(), true);
    }
}
