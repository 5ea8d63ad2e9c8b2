package org.poolwarden.pool;

import java.util.List;
import java.util.Optional;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.scan.Samples;

/** A slot that writes down every call that changes something. */
public final class FakeSlot implements Slot {

    public ClientSession client = Samples.CLIENT;
    /** What the connection itself says; null for {@link #client}. */
    public ClientSession says;
    /** Whether the connection cannot be asked. */
    public boolean silent;

    public boolean held = true;
    public boolean fenceable = true;
    boolean fenced;
    public Standing standing = Standing.HELD;
    public Transaction transaction = Transaction.NONE;
    public boolean markable = true;
    public boolean refusesMark;
    public boolean breaksOnAbort;
    public boolean evictable = true;
    public int evictionsThatFail;
    public boolean freed;
    /** Whether it was told to outlive its JTA transaction. */
    public boolean outlives;
    /** Whether its JTA transaction is an XA branch of its own. */
    public boolean xa;
    /** Whether the application has closed it and ended nothing. */
    public boolean abandoned;
    /** What the removal of the fence does to the slot of an application that has closed it. */
    public boolean freedByUnfence;
    /** How many checks find the pool busy; the fence and the eviction meet the same. */
    public int busyChecks;
    /** How many evictions are left pending by a busy pool. */
    public int evictionsThatWait;

    public Runnable onFence = () -> {};
    public Runnable onIsolate = () -> {};
    public Runnable onUnfence = () -> {};

    private final List<String> calls;

    public FakeSlot(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public ClientSession client() {
        return client;
    }

    @Override
    public Optional<ClientSession> ask() {
        return silent ? Optional.empty() : Optional.of(says == null ? client : says);
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public boolean fence() {
        if (busyChecks > 0) {
            throw new PoolBusyException("thread \"flush\" holds it");
        }
        calls.add("fence");
        fenced = fenceable;
        onFence.run();
        return fenceable;
    }

    @Override
    public boolean isBusy() {
        return busyChecks > 0 && --busyChecks > 0;
    }

    @Override
    public Standing unfence() {
        calls.add("unfence");
        onUnfence.run();
        fenced = false;
        freed |= freedByUnfence;
        return standing;
    }

    @Override
    public void isolate() {
        calls.add("isolate");
        onIsolate.run();
    }

    @Override
    public void leave() {
        calls.add("leave");
    }

    @Override
    public void outliveTransaction() {
        outlives = true;
    }

    @Override
    public Transaction transaction() {
        return transaction;
    }

    @Override
    public boolean hasBranch() {
        return xa && transaction != Transaction.NONE;
    }

    @Override
    public boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public boolean setRollbackOnly() {
        calls.add("rollback-only");
        if (refusesMark) {
            throw new IllegalStateException("the transaction manager says no");
        }
        transaction = markable ? Transaction.ROLLBACK_ONLY : transaction;
        return markable;
    }

    @Override
    public void abort() {
        calls.add("abort");
        if (breaksOnAbort) {
            throw new IllegalStateException("abort");
        }
    }

    @Override
    public void evict() {
        calls.add("evict");
        if (evictionsThatWait-- > 0) {
            throw new PoolBusyException("thread \"flush\" holds it");
        }
        if (evictionsThatFail-- > 0) {
            throw new IllegalStateException("the slot's lock is held");
        }
        freed = evictable;
    }

    @Override
    public boolean isFreed() {
        return freed;
    }
}
