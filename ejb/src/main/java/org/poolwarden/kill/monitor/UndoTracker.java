package org.poolwarden.kill.monitor;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.guard.Attempt;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.Recovery;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Ticker;

/**
 * Tracks what is left of the transaction of a session that is ended: in the session while it is listed, and in the
 * recovery view afterwards, under the same name. If the name is unknown (several transactions, or a session that worked
 * and may have begun another), every transaction that has appeared on that instance since the kill began counts as its
 * own. "Locks free" is then reported late rather than early.
 */
public final class UndoTracker {

    /** Recovery takes a dead session's transaction up a moment after it has vanished from the list. */
    private static final int CLEAN_READS = 3;

    private final int instance;
    private final Set<String> earlier;
    private final RollbackPace pace = new RollbackPace();
    private boolean open;
    /** The name of the transaction. Null if it is not known for certain. */
    private String transaction;

    private boolean recovering;
    private int cleanReads;
    /** Whether recovery has nothing of it any more. */
    private boolean recovered;

    private boolean free;
    private boolean branch;
    /**
     * The sessionless transactions that live, any of which the session may have begun: what it did in one outlives it
     * with its locks. It has no value until that was read once the session could begin none any more.
     */
    private Attempt<Set<String>> sessionless = Attempt.none();

    /**
     * Begins to track.
     *
     * @param earlier what is being recovered before the kill begins
     */
    public UndoTracker(int instance, List<Recovery> earlier) {
        this.instance = instance;
        this.earlier = earlier.stream().map(Recovery::transaction).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The session takes part in an XA transaction. The database shows nothing of a branch that is detached from its
     * session, so the absence of undo proves nothing from now on.
     */
    public void branchMayLive() {
        branch = true;
    }

    /** Whether a sessionless transaction of the session may live on. While nobody knows, one may. */
    boolean sessionlessMayLive() {
        return sessionless.value() == null || !sessionless.value().isEmpty();
    }

    /** Whether it is not known yet if the session has left a sessionless transaction. */
    public boolean needsSessionless() {
        return sessionless.value() == null;
    }

    /** Why it is not known whether sessionless transactions live. Null if it is known. */
    GuardException sessionlessSilence() {
        return sessionless.silence();
    }

    /**
     * The session is killed or gone, and begins none any more. No view says who began a sessionless transaction, so any
     * that lives counts.
     */
    void ended(DatabaseSnapshot snapshot) {
        if (needsSessionless()) {
            sessionless = snapshot.sessionless();
        }
    }

    /** The session is listed as it was before the kill. */
    void listed(Session session, Ticker ticker) {
        open = session.undoRecords() > 0 || session.rollingBack();
        if (open) {
            transaction = session.isActive() ? null : session.xid();
        }
        if (open || pace.progress() != null) {
            pace.session(ticker.now(), ticker.nanos(), session.undoRecords(), session.undoBlocks());
        }
        free = session.isKilled() && !open && !mayLeave() && session.blocks() == 0;
    }

    /** The session is listed in this snapshot. */
    void listed(DatabaseSnapshot snapshot, Session session, Ticker ticker) {
        if (session.isKilled()) {
            ended(snapshot);
        }
        listed(session, ticker);
    }

    /** The session is not listed any more. */
    void gone(DatabaseSnapshot snapshot, Ticker ticker) {
        ended(snapshot);
        if (!open && !mayLeave()) {
            free = true;
        }
        if (!free && snapshot.recovery().value() != null) {
            recovery(snapshot.recovery().value(), ticker);
        }
    }

    /** Whether only the recovery view can tell what is left. */
    boolean needsRecovery() {
        return open && !free;
    }

    /** Whether nobody can tell if the locks are free: the session is gone, and a transaction may live without it. */
    boolean cannotTell() {
        boolean answered = !needsSessionless() || sessionless.isSilent();
        return branch && !open || answered && sessionlessMayLive() && (!open || recovered);
    }

    /** Whether an XA branch of the session may live on. */
    boolean hasBranch() {
        return branch;
    }

    private boolean mayLeave() {
        return branch || sessionlessMayLive();
    }

    /** Whether recovery was seen rolling the transaction back. */
    boolean isRecovering() {
        return recovering && !free;
    }

    /** Whether nothing is left to roll back. */
    boolean isFree() {
        return free;
    }

    /** The progress. Null while no undo was seen. */
    Progress progress() {
        return pace.progress();
    }

    /** Compares names only, whatever the instance: another instance recovers for one that is lost. */
    private boolean isOwn(Recovery one) {
        return transaction == null
                ? one.instance() == instance && !earlier.contains(one.transaction())
                : transaction.equals(one.transaction());
    }

    private void recovery(List<Recovery> listed, Ticker ticker) {
        List<Recovery> own = listed.stream().filter(this::isOwn).toList();
        if (own.isEmpty()) {
            cleanReads++;
            recovered = recovering || cleanReads >= CLEAN_READS;
            free = recovered && !sessionlessMayLive();
            return;
        }
        recovering = true;
        cleanReads = 0;
        long total = own.stream().mapToLong(Recovery::blocksTotal).sum();
        long done = own.stream().mapToLong(Recovery::blocksDone).sum();
        pace.recovery(ticker.now(), ticker.nanos(), Math.max(total - done, 0), total);
    }
}
