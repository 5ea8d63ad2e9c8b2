package org.poolwarden.kill;

import java.util.Optional;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.pool.Slot;

/** The slot of a session that has no lease: there is nothing to fence, to doom, to abort or to give back. */
record NoSlot(ClientSession client) implements Slot {

    @Override
    public Optional<ClientSession> ask() {
        return Optional.of(client);
    }

    @Override
    public boolean isHeld() {
        return true;
    }

    @Override
    public boolean fence() {
        return true;
    }

    @Override
    public Standing unfence() {
        return Standing.HELD;
    }

    @Override
    public Transaction transaction() {
        return Transaction.NONE;
    }

    @Override
    public boolean setRollbackOnly() {
        return false;
    }

    @Override
    public void isolate() {
        // no pool hears of it
    }

    @Override
    public void abort() {
        // its connection is nobody's here
    }

    @Override
    public void evict() {
        // no pool has it
    }

    @Override
    public void leave() {
        // no pool has it
    }

    @Override
    public boolean isFreed() {
        return true;
    }
}
