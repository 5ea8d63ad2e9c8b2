package org.poolwarden.admin;

import java.util.List;
import org.poolwarden.leak.ClientSession;
import org.poolwarden.leak.Lease.Transaction;
import org.poolwarden.pool.Slot;

/** A slot that writes down every call that changes something. */
final class FakeSlot implements Slot {

    ClientSession client = Samples.CLIENT;
    boolean held = true;
    boolean fenceable = true;
    boolean fenced;
    Standing standing = Standing.HELD;
    Transaction transaction = Transaction.NONE;
    boolean markable = true;
    boolean refusesMark;
    boolean breaksOnAbort;
    boolean evictable = true;
    int evictionsThatFail;
    boolean freed;
    Runnable onFence = () -> {};
    Runnable onIsolate = () -> {};

    private final List<String> calls;

    FakeSlot(List<String> calls) {
        this.calls = calls;
    }

    @Override
    public ClientSession client() {
        return client;
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public boolean fence() {
        calls.add("fence");
        fenced = fenceable;
        onFence.run();
        return fenceable;
    }

    @Override
    public Standing unfence() {
        calls.add("unfence");
        fenced = false;
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
    public Transaction transaction() {
        return transaction;
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
