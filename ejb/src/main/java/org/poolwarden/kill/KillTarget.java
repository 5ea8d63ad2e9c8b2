package org.poolwarden.kill;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.monitor.UndoTracker;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.Slot;
import org.poolwarden.scan.Ticker;
import org.poolwarden.scan.holdings.HoldingsReader;

/**
 * Both sides of one kill, up to the request to the database: what is asked of them and what is touched in the server.
 * Everything unexpected becomes a {@link KillAborted}.
 */
final class KillTarget {

    /** -20905 of the guard. */
    private static final int INSTANCE_SILENT = 20905;

    private static final String DOOMED =
            "Its JTA transaction is doomed: it cannot commit, and its commit throws an exception.";

    private final KillRecord record;
    private final Pools pools;
    private final Guard guard;
    private final HoldingsReader holdings;
    private final Ticker ticker;
    private final Lease lease;
    private final SessionId session;

    private Slot slot;
    private Session before;
    private volatile boolean fenced;
    /** What the slot was when the fence was taken away. Null while that has not happened. */
    private SlotState takenBack;
    /** Whether this kill has fenced it at any time. */
    private volatile boolean wasFenced;

    private volatile boolean doomed;
    /** True once the session may be ending. From then on the fence stays, whatever happens. */
    private volatile boolean asked;

    KillTarget(KillRecord record, Pools pools, Guard guard, HoldingsReader holdings, Ticker ticker) {
        this.record = record;
        this.pools = pools;
        this.guard = guard;
        this.holdings = holdings;
        this.ticker = ticker;
        this.lease = record.kill().row().lease();
        this.session = lease.client().session();
        this.before = record.kill().row().session();
    }

    SessionId session() {
        return session;
    }

    /** The slot; null before the first attempt to fence it. */
    Slot slot() {
        return slot;
    }

    /** Whether anything was touched. */
    boolean wasFenced() {
        return wasFenced;
    }

    /** The session at the last check. Null if it was gone then. */
    Session before() {
        return before;
    }

    /** Whether its JTA transaction was doomed by this kill. */
    boolean isDoomed() {
        return doomed;
    }

    /** Whether the session may be ending. */
    boolean isAsked() {
        return asked;
    }

    void asked(boolean now) {
        asked = now;
    }

    /** Whether the guard knows the session and would let it be ended. */
    boolean lives() throws KillAborted {
        try {
            guard.checkSession(session);
            return true;
        } catch (GuardException e) {
            if (e.kind() == GuardException.Kind.GONE) {
                Messages.LOG.debug("The guard says that the session is gone", e);
                return false;
            }
            // A check answers so only if the instance of the session is silent.
            throw e.oraCode() == INSTANCE_SILENT && !lease.isNone()
                    ? new KillAborted(
                            SessionState.FAILED,
                            Messages.LOG.instanceSilent(session.instance(), session, e.getMessage(), lease.pool()),
                            e)
                    : refusal(e);
        }
    }

    static KillAborted refusal(GuardException e) {
        return e.kind() == GuardException.Kind.DENIED
                ? new KillAborted(SessionState.DENIED, Messages.LOG.denied(e.getMessage()), e)
                : new KillAborted(SessionState.FAILED, Messages.LOG.notAsked(e.getMessage()), e);
    }

    /**
     * Saves both sides, once. Without them nothing may be touched. What the sessions of a batch hold is not asked: two
     * hundred such questions would hold up the kills that they are for.
     */
    UndoTracker diagnose(boolean lives) throws KillAborted {
        HoldingsReader asked = record.kill().batchId() == null ? holdings : null;
        try {
            record.diagnosis(Evidence.take(record.kill().row(), pools, guard, asked, lives, ticker.now()));
            return new UndoTracker(session.instance(), guard.recovery());
        } catch (GuardException e) {
            throw refusal(e);
        }
    }

    /**
     * Fences the slot, unless this kill has fenced it already.
     *
     * @param spares whether the transaction may end first
     * @throws PoolBusyException if the pool is busy; then nothing was touched
     */
    void fence(boolean spares) throws KillAborted {
        if (fenced) {
            return;
        }
        slot = lease.isNone()
                ? new NoSlot(lease.client())
                : pools.slot(lease.id()).orElseThrow(this::returned);
        if (!lease.client().isSameAs(slot.client())) {
            throw changed();
        }
        try {
            fenced = slot.fence();
            takenBack = null;
        } catch (PoolBusyException e) {
            throw e;
        } catch (IllegalStateException e) {
            throw new KillAborted(SessionState.FAILED, Messages.LOG.notFenced(lease.id(), e.getMessage()), e);
        }
        if (!fenced) {
            throw returned();
        }
        wasFenced = true;
        if (spares) {
            slot.outliveTransaction();
        }
        if (!lease.isNone()) {
            record.step(
                    record.kill().session(), SlotState.FENCED, "The slot is fenced. Nobody can borrow it any more.");
        }
    }

    /**
     * Compares both sides again, now that the connection cannot change hands. Once the session was asked to end, the
     * slot is not checked any more, because nobody else can have it then. If the transaction may end first, the
     * application may also have closed the connection since the fence stands.
     *
     * @param spares as in {@link #fence}
     */
    void compare(boolean lived, boolean spares) throws KillAborted {
        requireHeld(spares);
        if (!asked) {
            requireSameSession(lived);
        }
        if (lived) {
            Session now = read();
            if (now == null || !isSame(before, now)) {
                throw changed();
            }
            before = now;
        }
        if (lives() != lived) {
            throw changed();
        }
        requireHeld(spares);
    }

    private void requireHeld(boolean spares) throws KillAborted {
        if (!asked && !lease.isNone() && (spares ? slot.isFreed() : !slot.isHeld())) {
            throw returned();
        }
    }

    /** Without a lease no connection can have moved to another session: the session itself was named. */
    private void requireSameSession(boolean lives) throws KillAborted {
        if (lease.isNone()) {
            return;
        }
        Optional<ClientSession> now = slot.ask();
        if (now.isPresent() && !lease.client().isSameAs(now.get())) {
            throw changed();
        }
        SessionDetail detail = record.kill().diagnosis() == null
                ? null
                : record.kill().diagnosis().detail();
        String refusal = SessionBond.refusal(lease, lives, now, detail == null ? null : detail.server());
        if (refusal != null) {
            throw new KillAborted(SessionState.FAILED, refusal);
        }
    }

    private Session read() throws KillAborted {
        try {
            return guard.sessions(Set.of(session)).get(session);
        } catch (GuardException e) {
            throw refusal(e);
        }
    }

    /** Compares the logon times, because the same numbers occur again after a restart of the database. */
    private boolean isSame(Session then, Session now) {
        return then != null
                && now.username().equalsIgnoreCase(lease.client().username())
                && Objects.equals(then.logonTime(), now.logonTime())
                && Objects.equals(then.machine(), now.machine());
    }

    /** Whether the session takes part in an XA transaction, whose branch may outlive it. */
    boolean hasBranch() {
        return slot.hasBranch();
    }

    /** Whether the JTA transaction has to end before the database may be asked for this mode. */
    boolean hasToWait(KillMode mode, boolean lives) {
        return mode == KillMode.POST_TRANSACTION && lives && slot.transaction() != Transaction.NONE;
    }

    /** Dooms the JTA transaction if the mode loses its work. In every mode, a transaction in doubt aborts the kill. */
    void prepareTransaction(KillMode mode, boolean lives) throws KillAborted {
        if (mode.losesWork() || !lives && mode != KillMode.CANCEL) {
            doomTransaction();
        } else if (slot.transaction() == Transaction.IN_DOUBT) {
            throw new KillAborted(SessionState.FAILED, Messages.LOG.inDoubt(lease.id()));
        }
    }

    private void doomTransaction() throws KillAborted {
        Transaction transaction = slot.transaction();
        if (transaction == Transaction.ACTIVE) {
            boolean set;
            try {
                set = slot.setRollbackOnly();
            } catch (IllegalStateException e) {
                throw new KillAborted(SessionState.FAILED, Messages.LOG.notDoomable(lease.id()), e);
            }
            transaction = set ? Transaction.ROLLBACK_ONLY : slot.transaction();
            if (set) {
                doomed = true;
                record.step("The JTA transaction is doomed: its commit will throw an exception.");
            }
        }
        if (transaction == Transaction.IN_DOUBT) {
            throw new KillAborted(SessionState.FAILED, Messages.LOG.inDoubt(lease.id()));
        }
        if (transaction == Transaction.ACTIVE) {
            throw new KillAborted(SessionState.FAILED, Messages.LOG.notDoomable(lease.id()));
        }
    }

    /** The message of a kill that ends, with what became of the transaction. */
    String withDoom(String message) {
        return doomed ? message + " " + DOOMED : message;
    }

    /**
     * The message of a kill that was given up, with what became of the transaction. What the application has closed
     * behind the fence did not go back to its pool.
     *
     * @param left from {@link #takeBack}
     */
    String reason(KillAborted stop, SlotState left) {
        boolean closed = stop.state() == SessionState.SKIPPED && wasFenced && !asked && left == SlotState.FREED;
        return withDoom(closed ? Messages.LOG.closedAtReturn(lease.id()) : stop.getMessage());
    }

    /** The message of a kill that Poolwarden's stop ends before it was sent. */
    String stoppedEarly() {
        return wasFenced ? Messages.LOG.stoppedMidway(session) : Messages.LOG.stoppedBefore();
    }

    private KillAborted returned() {
        return new KillAborted(SessionState.SKIPPED, Messages.LOG.returned(lease.id()));
    }

    private KillAborted changed() {
        return new KillAborted(
                SessionState.SKIPPED,
                lease.isNone() ? Messages.LOG.sessionChanged(session) : Messages.LOG.changed(session, lease.id()));
    }

    /**
     * Leaves the slot to its pool: from now on the pool decides what happens when the application closes the
     * connection.
     */
    private void leave() {
        try {
            slot.leave();
        } catch (RuntimeException | Error e) {
            Messages.LOG.slotStepFailed(e, record.kill().id(), "leaving the slot to its pool", lease.pool());
        }
    }

    /**
     * Removes the fence of this kill. If the session may be ending, the slot is left to its pool instead. A fence that
     * somebody else put up stays.
     *
     * @return the state of the slot afterwards
     */
    SlotState takeBack() {
        if (!fenced) {
            return takenBack == null ? record.kill().slot() : takenBack;
        }
        if (asked) {
            leave();
            return record.kill().slot();
        }
        fenced = false;
        try {
            takenBack = SlotState.FENCED;
            takenBack = switch (slot.unfence()) {
                case HELD -> SlotState.HELD;
                case FENCED -> SlotState.FENCED;
                case FREED -> SlotState.FREED;
                case PENDING -> {
                    record.step("The pool " + lease.pool() + " is busy. The fence is removed as soon as it is not.");
                    yield SlotState.FENCED;
                }
            };
        } catch (RuntimeException | Error e) {
            Messages.LOG.notUnfenced(e, record.kill().id(), lease.pool());
        }
        return takenBack;
    }
}
