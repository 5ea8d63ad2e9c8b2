package org.poolwarden.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.poolwarden.admin.AuditFilter;
import org.poolwarden.admin.AuditedKill;
import org.poolwarden.admin.BatchPreview;
import org.poolwarden.admin.BatchRequest;
import org.poolwarden.admin.KillRequest;
import org.poolwarden.admin.Preview;
import org.poolwarden.admin.Requester;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.WardenException;
import org.poolwarden.admin.WardenStatus;
import org.poolwarden.leak.Lease;
import org.poolwarden.logging.Messages;
import org.poolwarden.oracle.KillMode;

/**
 * The verbs over JMX. Failures leave as standard exceptions without a cause, for a remote JConsole has none of our
 * classes: IllegalArgumentException for a wrong request, SecurityException for a denied one, IllegalStateException for
 * the rest.
 */
final class WardenJmx implements WardenMXBean {

    private final Warden warden;
    private final WardenStatus status;
    private final Supplier<Optional<Requester>> caller;
    private final String version;

    WardenJmx(Warden warden, WardenStatus status, Supplier<Optional<Requester>> caller, String version) {
        this.warden = warden;
        this.status = status;
        this.caller = caller;
        this.version = version;
    }

    @Override
    public String getVersion() {
        return version;
    }

    @Override
    public String getStatus() {
        return answer(status::status);
    }

    @Override
    public String getTracking() {
        return answer(() -> warden.tracking().name());
    }

    @Override
    public void setTracking(String tracking) {
        Requester requester = requester();
        answer(() -> {
            warden.track(tracking, requester);
            return true;
        });
    }

    @Override
    public List<PoolData> listPools() {
        return answer(() -> warden.listPools().stream().map(PoolData::new).toList());
    }

    @Override
    public List<LeaseData> listLeases() {
        return answer(
                () -> warden.listLeases().rows().stream().map(LeaseData::new).toList());
    }

    @Override
    public List<LeaseData> listLeaks() {
        return answer(
                () -> warden.listLeaks().rows().stream().map(LeaseData::new).toList());
    }

    @Override
    public List<String> listProblems() {
        return answer(() -> warden.listLeases().problems());
    }

    @Override
    public List<String> preview(long leaseId) {
        requester();
        return answer(() -> {
            Preview preview = warden.preview(leaseId);
            List<String> lines = new ArrayList<>();
            lines.add(preview.allowed() ? "ALLOWED" : "DENIED");
            lines.addAll(preview.answers());
            return lines;
        });
    }

    @Override
    public String kill(long leaseId, String reason) {
        Requester requester = requester();
        return answer(() -> warden.kill(new KillRequest(leaseId, KillMode.IMMEDIATE, requester, reason)));
    }

    @Override
    public String killInMode(long leaseId, String modes, int escalateAfterSeconds, String reason) {
        Requester requester = requester();
        Duration wait = Duration.ofSeconds(escalateAfterSeconds);
        return answer(() -> warden.kill(new KillRequest(leaseId, Arguments.modes(modes), wait, requester, reason)));
    }

    @Override
    public KillData withdraw(String killId) {
        Requester requester = requester();
        return answer(() -> new KillData(warden.withdraw(killId, requester)));
    }

    @Override
    public List<String> killReport(String killId) {
        requester();
        return answer(() -> warden.kill(killId).report());
    }

    @Override
    public List<String> previewBatch(String leaseIds, String pool, String deployment, String callSite, int most) {
        requester();
        return answer(() -> {
            BatchPreview preview = warden.previewBatch(Arguments.selection(leaseIds, pool, deployment, callSite), most);
            List<String> lines = new ArrayList<>();
            lines.add(preview.allowed() ? "ALLOWED" : "DENIED");
            lines.addAll(preview.answers());
            preview.items().forEach(item -> lines.add(line(item)));
            return lines;
        });
    }

    @Override
    public String killBatch(String leaseIds, String pool, String deployment, String callSite, int most, String reason) {
        Requester requester = requester();
        return answer(() -> warden.killBatch(new BatchRequest(
                Arguments.selection(leaseIds, pool, deployment, callSite),
                most,
                List.of(KillMode.IMMEDIATE),
                Duration.ZERO,
                requester,
                reason)));
    }

    @Override
    public BatchData batchState(String batchId) {
        return answer(() -> new BatchData(warden.batch(batchId)));
    }

    @Override
    public BatchData stopBatch(String batchId) {
        Requester requester = requester();
        return answer(() -> new BatchData(warden.stopBatch(batchId, requester)));
    }

    @Override
    public List<String> whoKilled(String database, String session) {
        requester();
        return answer(() -> {
            int[] id = Arguments.session(session);
            return warden.whoKilled(database, id[0], id[1], id[2]).stream()
                    .map(AuditedKill::toString)
                    .toList();
        });
    }

    @Override
    public List<String> listAudit(int most) {
        requester();
        return answer(() -> warden.audit(AuditFilter.newest(most)).kills().stream()
                .map(AuditedKill::toString)
                .toList());
    }

    private static String line(BatchPreview.Item item) {
        Lease lease = item.row().lease();
        String session = lease.client() == null
                ? "unknown session"
                : lease.client().session().toString();
        return "lease " + lease.id() + " of " + lease.pool() + ", " + session + ": "
                + (item.refusal() == null ? "would be ended" : item.refusal());
    }

    @Override
    public KillData killState(String killId) {
        return answer(() -> new KillData(warden.kill(killId)));
    }

    @Override
    public List<KillData> listKills() {
        return answer(() -> warden.kills().stream().map(KillData::new).toList());
    }

    private Requester requester() {
        return caller.get().orElseThrow(() -> new SecurityException(Messages.LOG.callerUnknown()));
    }

    /** In an MBean call the context class loader is null; the container and its naming want one. */
    private static <T> T answer(Callable<T> question) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(WardenJmx.class.getClassLoader());
        try {
            return question.call();
        } catch (WardenException e) {
            Messages.LOG.debug("Refused over JMX", e);
            throw refusal(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage());
        } catch (Exception e) {
            Messages.LOG.requestBroke(e);
            throw new IllegalStateException(
                    Messages.LOG.requestFailed(e.getClass().getName()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static RuntimeException refusal(WardenException e) {
        return switch (e.fault()) {
            case BAD_REQUEST, NOT_FOUND -> new IllegalArgumentException(e.getMessage());
            case DENIED -> new SecurityException(e.getMessage());
            case TOO_LATE, UNAVAILABLE -> new IllegalStateException(e.getMessage());
        };
    }
}
