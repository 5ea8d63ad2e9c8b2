package org.poolwarden.kill.monitor;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.Recovery;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.logging.Messages;
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
    private final Guard guard;
    /**
     * Whether a sessionless transaction lives that the session may have begun: what it did in one outlives it with its
     * locks. Null until it was looked, once the session can begin none any more.
     */
    private Boolean sessionless;

    /** Begins to track: asks which transactions are being recovered before the kill begins. */
    public UndoTracker(int instance, Guard guard) throws GuardException {
        this.instance = instance;
        this.guard = guard;
        this.earlier = guard.recovery().stream().map(Recovery::transaction).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The session takes part in an XA transaction. The database shows nothing of a branch that is detached from its
     * session, so the absence of undo proves nothing from now on.
     */
    public void branchMayLive() {
        branch = true;
    }

    /** Whether a sessionless transaction of the session may live on, as far as was looked. */
    boolean sessionlessMayLive() {
        return Boolean.TRUE.equals(sessionless);
    }

    /**
     * The session is gone: looks once whether it may have left a sessionless transaction. No view says who began one,
     * so any that lives counts, and a database that does not say counts as one where one does.
     */
    void lookForSessionless() {
        if (sessionless != null) {
            return;
        }
        try {
            sessionless = !guard.sessionless().isEmpty();
        } catch (GuardException e) {
            sessionless = true;
            Messages.LOG.debug("Whether sessionless transactions outlive a session could not be read", e);
        }
    }

    /** The session is listed. */
    void listed(Session session, Ticker ticker) {
        open = session.undoRecords() > 0 || session.rollingBack();
        if (open) {
            transaction = session.isActive() ? null : session.xid();
        }
        if (open || pace.progress() != null) {
            pace.session(ticker.now(), ticker.nanos(), session.undoRecords(), session.undoBlocks());
        }
        if (session.isKilled()) { // it begins none any more
            lookForSessionless();
        }
        free = session.isKilled() && !open && !mayLeave() && session.blocks() == 0;
    }

    /** The session is not listed any more. */
    void gone(DatabaseSnapshot snapshot, Ticker ticker) {
        if (!open && !mayLeave()) {
            free = true;
        }
        if (!free && snapshot.recovery().isPresent()) {
            recovery(snapshot.recovery().get(), ticker);
        }
    }

    /** Whether only the recovery view can tell what is left. */
    boolean needsRecovery() {
        return open && !free;
    }

    /** Whether nobody can tell if the locks are free: the session is gone, and a transaction may live without it. */
    boolean cannotTell() {
        return branch && !open || sessionlessMayLive() && (!open || recovered);
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
