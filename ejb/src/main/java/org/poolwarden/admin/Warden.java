package org.poolwarden.admin;

import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Tracking;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.TunableSettings;

/**
 * The verbs of Poolwarden, the same for every interface. Each interface authorizes its own caller and hands on a
 * {@link Requester}. Every refusal is a {@link WardenException} whose message says what to do; after one nothing is
 * half
 * done. Safe for use by several threads.
 */
@Local
public interface Warden {

    /** Every pool of this server with its counts. */
    List<PoolStatus> listPools();

    /**
     * Looks at every pool and every database once and joins them: one round trip for each database. Its sessions
     * are told as well.
     */
    Scan listLeases();

    /** {@link #listLeases} without what is in use rightly: SUSPECT, LEAKED and ZOMBIE remain. */
    Scan listLeaks();

    /** The same as {@link #listLeases}, and the sessions with it. Scans every pool and every database now. */
    Scan scanNow();

    /** What the last scan saw, whoever asked for it. Asks nobody; empty before the first. */
    Optional<Scan> lastScan();

    /**
     * Every session of every database that answered at the last scan, with the verdict of its lease, or IDLE, ORPHAN or
     * FOREIGN. {@link #lastScan} has the time and what could not be seen. Scans if nobody has yet.
     */
    List<ClassifiedSession> sessions();

    /**
     * All that is known of one lease, read again now: both sides, the reasons, the present stack of the thread that
     * holds it, what its session waits for and who waits for it.
     */
    Explanation explain(long leaseId) throws WardenException;

    /**
     * Whose a session is. Looks at everything once.
     *
     * @param database as it is shown, {@code FREE/FREEPDB1}; null where there is only one
     * @throws WardenException NOT_FOUND if the database lists no such session and no slot here holds it
     */
    SessionOwner findOwner(String database, int instance, int sid, int serial) throws WardenException;

    /**
     * Commands for a person to verify and run in the database, from a new scan. Nothing is touched. A lease that may
     * not be acted on has its refusal instead.
     *
     * @param leaseIds empty for every LEAKED one
     * @param requester goes into the audit with the named form
     * @throws WardenException NOT_FOUND if a lease that was named is not there
     */
    KillScript killCommands(List<Long> leaseIds, Requester requester) throws WardenException;

    /** What a kill of this lease would meet: the guard is asked, nothing is touched. */
    Preview preview(long leaseId) throws WardenException;

    /**
     * Asks for the end of a lease's session and the return of its slot, and answers at once. Every state after that is
     * in {@link #kill(String)}.
     *
     * @return the kill's id
     */
    String kill(KillRequest request) throws WardenException;

    /** One kill as it stands now. */
    Kill kill(String killId) throws WardenException;

    /**
     * Takes a kill back: one that waits for its turn is SKIPPED with nothing touched; one that is followed loses the
     * harsher modes that were still to come, and is followed on.
     *
     * @throws WardenException TOO_LATE if it is under way with nothing more to come, or over
     */
    Kill withdraw(String killId, Requester requester) throws WardenException;

    /** How much is recorded of each checkout at present. */
    Tracking tracking();

    /**
     * Changes that for every pool from the next checkout on. It lasts until the next deployment of Poolwarden.
     *
     * @param tracking OFF, STAMP or SITES, in either case
     */
    void track(String tracking, Requester requester) throws WardenException;

    /** The settings that may change while it runs, as they are now. */
    TunableSettings tunables();

    /**
     * Changes one of them at once; it lasts until the next deployment of Poolwarden.
     *
     * @param setting one that {@link Setting#isDynamic}; no other can change
     * @param value as the setting is written, {@code PT5M}; for a duration also a whole number of seconds
     */
    void tune(Setting setting, String value, Requester requester) throws WardenException;

    /** The kills that are remembered, the newest first; bounded by the history setting. */
    List<Kill> kills();

    /** What a batch would meet, as a whole: every database is asked once, nothing is touched. */
    BatchPreview previewBatch(BatchSelection selection, int most) throws WardenException;

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
    List<Batch> batches();

    /** Lets nothing of a batch begin any more; what is under way goes to its end. */
    Batch stopBatch(String batchId, Requester requester) throws WardenException;

    /**
     * Who ended a session, or tried to: the rows of the guard's audit, the newest first, from before the last start as
     * well. Asks the database.
     *
     * @param database as it is shown, {@code FREE/FREEPDB1}; null where there is only one
     */
    List<AuditedKill> whoKilled(String database, int instance, int sid, int serial) throws WardenException;

    /**
     * Rows of the guards' audits, the newest first: how each kill began, also before the last start. Asks the
     * databases. Of each the newest {@value AuditFilter#MOST} rows are read; {@link #whoKilled} finds older ones
     * of one session.
     */
    AuditPage audit(AuditFilter filter) throws WardenException;
}
