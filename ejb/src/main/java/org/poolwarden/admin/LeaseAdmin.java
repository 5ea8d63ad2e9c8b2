package org.poolwarden.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.timeline.Timeline;
import org.poolwarden.transition.TransitionListener;
import org.poolwarden.transition.count.Totals;

/** Pools, leases and sessions as they are. Nothing here changes anything. */
public interface LeaseAdmin {

    /**
     * One line for a person: whether leases can be read, which guards answered when they were asked last, and what to
     * do if not. Asks no database and waits for nothing.
     */
    String status();

    /** The databases whose guards answer or have answered, as they are shown. Asks nobody. */
    Set<String> databases();

    /** Every pool of this server with its counts. */
    List<PoolStatus> listPools();

    /**
     * Who hears, about every second, what {@link #listPools} says then, on a thread that must not be kept waiting.
     * There is one listener; the next takes its place.
     */
    void tellPools(Consumer<List<PoolStatus>> listener);

    /**
     * Who is told of each transition, once, after the pools, on the same thread. There is one listener; the next takes
     * its place.
     */
    void tellTransitions(TransitionListener listener);

    /**
     * Reads every pool and every database now and joins them: one round trip for each database. It never waits longer
     * than a few seconds: then it is the last scan, with a problem that says what is missing.
     */
    Scan scan();

    /** What the last scan saw, whoever asked for it. Asks nobody; empty before the first. */
    Optional<Scan> lastScan();

    /**
     * The newest scan, for readers that must not wait for a database. If it is older than wanted, another one is
     * started and waited for for a moment; after that, and at once where too many wait already, the older one is the
     * answer.
     *
     * @param freshness how old the scan may be
     */
    ScanStatus latestScan(Duration freshness);

    /** The last scan, for monitoring. It waits for nothing and starts no scan: how often there is one is a setting. */
    ScanStatus scanStatus();

    /** What was counted since the deployment. Waits for nothing. */
    Totals totals();

    /**
     * The last six hours of every pool that was seen in them, in the order of their names. In memory: a restart forgets
     * it.
     */
    List<Timeline> timelines();

    /**
     * The last scan, for its sessions: every session of every database that answered then, with the verdict of its
     * lease, or IDLE, ORPHAN or FOREIGN. If it is older than the schedule explains, that is a problem of the answer.
     * Scans if nobody has yet.
     */
    Scan listSessions();

    /**
     * Whether a scan has seen a lease with this id, of whatever age, since Poolwarden started. If not, the id is of
     * another server, of an earlier start, or made up. Asks nobody.
     */
    boolean knew(long leaseId);

    /**
     * All that is known of one lease, read again now: both sides, the reasons, the present stack of the thread that
     * holds it, what its session waits for and who waits for it.
     *
     * @throws WardenException NOT_YET if its database is silent
     */
    Explanation explain(long leaseId) throws WardenException;

    /**
     * The beginning of the text of the statement that {@link #explain} names. Null if there is none.
     *
     * @throws WardenException DENIED unless the caller is an operator; else as {@link #explain}
     */
    String sqlText(long leaseId) throws WardenException;

    /**
     * Whose a session is. Scans once.
     *
     * @param database as it is shown, {@code FREE/FREEPDB1}; null where there is only one
     * @throws WardenException NOT_FOUND if the database lists no such session and no slot here holds it
     */
    SessionOwner findOwner(String database, int instance, int sid, int serial) throws WardenException;
}
