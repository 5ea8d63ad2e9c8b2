package org.poolwarden.admin;

import java.util.Arrays;
import java.util.List;
import org.poolwarden.admin.record.KillScript;
import org.poolwarden.caller.Callers;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.Premise;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.batch.Batches;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.preview.PreviewTokens;
import org.poolwarden.kill.preview.Previewer;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Row;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;

/**
 * The one place where a kill or a batch that is not remembered becomes a refusal. What may wait for a database is asked
 * by threads of ours; the rest is in memory.
 */
record KillService(
        Kills kills,
        Killer killer,
        Previewer previewer,
        Batches batches,
        PreviewTokens tokens,
        KillScriptWriter scripts,
        Waits waits,
        Callers callers)
        implements KillAdmin {

    @Override
    public Preview preview(long leaseId) throws WardenException {
        callers.requester();
        Lane lane = lane();
        Preview preview =
                waits.ask(callers.asker(), List.of("preview", leaseId, lane), () -> previewer.preview(leaseId, lane));
        return withToken(subject(leaseId), preview);
    }

    @Override
    public String kill(KillRequest request) throws WardenException {
        KillRequest asked = required(request).by(callers.operator());
        return killer.kill(asked, tokens.premise(subject(asked.leaseId()), asked.previewToken()));
    }

    @Override
    public List<String> report(String killId) throws WardenException {
        callers.requester();
        return kill(killId).report();
    }

    @Override
    public Preview previewSession(SessionChoice choice) throws WardenException {
        callers.requester();
        Lane lane = lane();
        List<Object> key = List.of("preview of a session", choice, lane);
        Preview preview = waits.ask(callers.asker(), key, () -> previewer.preview(choice, lane));
        return withToken(subject(preview.row()), preview);
    }

    @Override
    public String killSession(SessionChoice choice, KillRequest request) throws WardenException {
        KillRequest asked = required(request).by(callers.operator());
        Premise premise = asked.previewToken() == null
                ? Premise.NONE
                : tokens.premise(subject(previewer.now(choice)), asked.previewToken());
        return killer.killSession(choice, asked, premise);
    }

    @Override
    public Kill kill(String killId) throws WardenException {
        return kills.find(killId).orElseThrow(() -> missing(Messages.LOG.noSuchKill(killId)));
    }

    @Override
    public List<Kill> listKills() {
        return kills.list();
    }

    @Override
    public Kill withdraw(String killId) throws WardenException {
        boolean withdrawn = kills.withdraw(killId, callers.operator());
        Kill kill = kill(killId);
        if (!withdrawn) {
            throw new WardenException(Fault.TOO_LATE, Messages.LOG.tooLate(killId, kill.session()), null);
        }
        return kill;
    }

    @Override
    public BatchPreview previewBatch(BatchSelection selection, int max) throws WardenException {
        callers.requester();
        batches.requireKnown(selection);
        Lane lane = lane();
        List<Object> key = Arrays.asList("preview of a batch", selection, max, lane);
        BatchPreview preview = waits.ask(callers.asker(), key, () -> batches.preview(selection, max, lane));
        if (!preview.allowed()) {
            return preview;
        }
        List<Row> rows = preview.items().stream().map(BatchPreview.Item::row).toList();
        BatchSelection found =
                selection.found(rows.stream().map(row -> row.lease().id()).toList());
        return preview.with(tokens.issue(found.key(), rows));
    }

    @Override
    public String killBatch(BatchRequest request) throws WardenException {
        BatchRequest asked = required(request).by(callers.operator());
        BatchSelection selection = asked.selection();
        return batches.kill(
                asked, selection == null ? Premise.NONE : tokens.premise(selection.key(), asked.previewToken()));
    }

    @Override
    public Batch batch(String batchId) throws WardenException {
        return batches.find(batchId).orElseThrow(() -> missing(Messages.LOG.noSuchBatch(batchId)));
    }

    @Override
    public List<Batch> listBatches() {
        return batches.list();
    }

    @Override
    public Batch stopBatch(String batchId) throws WardenException {
        return batches.stop(batchId, callers.operator()).orElseThrow(() -> missing(Messages.LOG.noSuchBatch(batchId)));
    }

    @Override
    public KillScript killScript(List<Long> leaseIds) throws WardenException {
        Requester requester = callers.requester();
        List<Object> key = Arrays.asList("script", leaseIds, requester);
        return waits.ask(callers.asker(), key, () -> scripts.write(leaseIds, requester));
    }

    /** Who may kill finds a place to wait in, however many others ask about that database. */
    private Lane lane() {
        return callers.asker().isOperator() ? Lane.PREVIEWS : Lane.QUESTIONS;
    }

    private Preview withToken(String subject, Preview preview) {
        return preview.allowed() ? preview.with(tokens.issue(subject, List.of(preview.row()))) : preview;
    }

    private static String subject(long leaseId) {
        return "lease " + leaseId;
    }

    /** Of a session without a lease. */
    private static String subject(Row row) {
        return "session " + row.lease().client().session();
    }

    private static <T> T required(T request) throws WardenException {
        if (request == null) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.requestIncomplete(), null);
        }
        return request;
    }

    private static WardenException missing(Problem problem) {
        return new WardenException(Fault.NOT_FOUND, problem, null);
    }
}
