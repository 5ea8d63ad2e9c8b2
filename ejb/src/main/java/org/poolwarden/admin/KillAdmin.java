package org.poolwarden.admin;

import java.util.List;
import org.poolwarden.admin.record.KillScript;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.request.WardenException;

/**
 * Kills of one lease or of several: what they would meet, their requests, and how they stand. Who asks is found out
 * here, on the thread of the call: what asks a database is refused to callers who are not known, and what ends
 * something to everybody who is no operator. A requester that a request already has is replaced.
 */
public interface KillAdmin {

    /** What a kill of this lease would meet: the guard is asked, nothing is touched. */
    Preview preview(long leaseId) throws WardenException;

    /**
     * Asks for the end of a lease's session and the return of its slot, and answers at once. Every state after that is
     * in {@link #kill(String)}.
     *
     * @return the kill's id
     */
    String kill(KillRequest request) throws WardenException;

    /**
     * Everything that is known of one kill, line by line.
     *
     * @throws WardenException DENIED if the caller is not known; NOT_FOUND if it is not remembered
     */
    List<String> report(String killId) throws WardenException;

    /**
     * What a kill of a session without a lease would meet: an orphan of this server, or one that somebody names and
     * says is foreign. The guard is asked, nothing is touched.
     */
    Preview previewSession(SessionChoice choice) throws WardenException;

    /**
     * Asks for the end of a session without a lease, and answers at once.
     *
     * @param request its lease is not looked at
     * @return the kill's id
     */
    String killSession(SessionChoice choice, KillRequest request) throws WardenException;

    /** One kill as it stands now. */
    Kill kill(String killId) throws WardenException;

    /** The kills that are remembered, the newest first; bounded by the history setting. */
    List<Kill> listKills();

    /**
     * Takes a kill back: one that waits for its turn is SKIPPED with nothing touched; one that is followed loses the
     * harsher modes that were still to come, and is followed on.
     *
     * @throws WardenException TOO_LATE if it is under way with nothing more to come, or over
     */
    Kill withdraw(String killId) throws WardenException;

    /**
     * What a batch would meet, as a whole: every database is asked once, nothing is touched.
     *
     * @param max how many leases it may have
     */
    BatchPreview previewBatch(BatchSelection selection, int max) throws WardenException;

    /**
     * Requests several kills and returns at once. All or none is accepted. Each lease is checked again right before its
     * own kill.
     *
     * @return the batch's id
     */
    String killBatch(BatchRequest request) throws WardenException;

    /** One batch as it stands now. */
    Batch batch(String batchId) throws WardenException;

    /** The batches that are remembered, the newest first. */
    List<Batch> listBatches();

    /** Lets nothing of a batch begin any more; what is under way goes to its end. */
    Batch stopBatch(String batchId) throws WardenException;

    /**
     * Commands for a person to verify and run in the database, from a new scan. Nothing is touched. A lease that may
     * not be acted on has its refusal instead.
     *
     * @param leaseIds empty for every LEAKED one
     * @throws WardenException NOT_FOUND if a lease that was named is not there
     */
    KillScript killScript(List<Long> leaseIds) throws WardenException;
}
