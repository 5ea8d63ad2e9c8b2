package org.poolwarden.pool.ironjacamar.reclaim;

import jakarta.resource.spi.ManagedConnection;
import java.sql.Connection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.Slot;
import org.poolwarden.pool.ironjacamar.internals.ForeignMonitor;
import org.poolwarden.pool.ironjacamar.internals.Internals;
import org.poolwarden.pool.tracking.Checkout;
import org.poolwarden.pool.tracking.Tracker;

/** A slot of an IronJacamar pool: the {@link Fence} around it, and its way out of the pool. */
public final class IronJacamarSlot implements Slot {

    /** Each of them waits for the slot's lock for some seconds. */
    private static final int ATTEMPTS = 30;

    private final LeaseHold hold;
    private final ConnectionListener listener;
    private final Internals internals;
    private final Fence fence;
    private final Outliving outliving;
    private final ConnectionDestroyer physical;
    private final CloseRelay relay;
    private final SlotSteps steps;
    private volatile CompletableFuture<?> eviction;
    private volatile boolean isolated;
    private volatile boolean taken;
    private volatile jakarta.transaction.Transaction doomed;

    private IronJacamarSlot(LeaseHold hold, ConnectionListener listener, Closer closer) {
        this.hold = hold;
        this.listener = listener;
        this.internals = hold.pool().internals();
        this.fence = new Fence(hold, listener);
        this.outliving = new Outliving(internals, listener);
        this.physical = new ConnectionDestroyer(
                hold.pool(),
                listener.getManagedConnection(),
                closer.of(hold.pool().name()));
        this.relay = new CloseRelay(internals.manager(listener), listener, closer.relays());
        this.steps = hold.steps();
    }

    /** Null if the lease has ended. */
    public static IronJacamarSlot of(LeaseHold hold, Closer closer) {
        ConnectionListener listener = hold.listener();
        return listener == null || !hold.isHeld() ? null : new IronJacamarSlot(hold, listener, closer);
    }

    @Override
    public ClientSession client() {
        return hold.physical().client();
    }

    @Override
    public Optional<ClientSession> ask() {
        Connection connection = hold.connection();
        Tracker tracker = hold.pool().tracker();
        if (connection == null || tracker == null) {
            return Optional.empty();
        }
        boolean before = internals.isInsideCall(listener.getManagedConnection());
        Optional<ClientSession> now = tracker.ask(connection, before);
        boolean insideCall = before || internals.isInsideCall(listener.getManagedConnection());
        // What a driver keeps while a call runs can disprove, and prove nothing: the call may be changing the session.
        return insideCall ? now.filter(told -> !told.isSameAs(client())) : now;
    }

    @Override
    public boolean isHeld() {
        return hold.isHeld();
    }

    @Override
    public boolean fence() {
        return steps.now(fence::put);
    }

    @Override
    public boolean isBusy() {
        return steps.isBusy();
    }

    @Override
    public Standing unfence() {
        CompletableFuture<Standing> done = steps.queue(() -> persist(() -> {
            listen();
            Standing standing = fence.take(outliving.end());
            discardIfGivenUp();
            return isFreed() ? Standing.FREED : standing;
        }));
        try {
            return steps.await(done);
        } catch (PoolBusyException e) {
            Messages.LOG.debug("The fence of a slot is removed later", e);
            return Standing.PENDING;
        }
    }

    /** Tries a step again that has found its slot locked. The lock is held during a return, which may hang. */
    private static <T> T persist(Supplier<T> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return step.get();
            } catch (PoolBusyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void outliveTransaction() {
        if (fence.stands()) {
            outliving.begin();
        }
    }

    @Override
    public Transaction transaction() {
        jakarta.transaction.Transaction now = internals.transaction(listener);
        Transaction status = Transactions.status(now);
        return status == Transaction.ACTIVE && now == doomed ? Transaction.ROLLBACK_ONLY : status;
    }

    @Override
    public boolean setRollbackOnly() {
        jakarta.transaction.Transaction now = internals.transaction(listener);
        Transactions.Doomed outcome = Transactions.doom(now);
        if (outcome != Transactions.Doomed.NO) {
            doomed = now;
        }
        return outcome == Transactions.Doomed.YES;
    }

    @Override
    public boolean hasBranch() {
        return internals.isXa(listener) && internals.transaction(listener) != null;
    }

    @Override
    public boolean isAbandoned() {
        return internals.openHandles(listener.getManagedConnection()).isEmpty()
                && (!listener.isTrackByTx() || outliving.isOutlived())
                && internals.transaction(listener) == null;
    }

    @Override
    public void isolate() {
        isolated = true;
        // The relay is added behind the pool's listener: if a close meets both, the pool is told first.
        relay.listen();
        listener.getManagedConnection().removeConnectionEventListener(listener);
    }

    /** The pool hears of the connection again, and of the closes that it has missed. */
    private void listen() {
        if (!isolated || isFreed()) {
            forgetIfDestroyed();
            return;
        }
        isolated = false;
        ManagedConnection managed = listener.getManagedConnection();
        Set<Connection> open = internals.openHandles(managed);
        ForeignMonitor.hold(open, () -> {
            managed.addConnectionEventListener(listener);
            for (Object handle : internals.registeredHandles(listener)) {
                if (handle instanceof Connection closed && !open.contains(closed)) {
                    listener.unregisterConnection(closed);
                }
            }
            return null;
        });
        relay.forget();
        // It may have missed the start of a local transaction too. Told of one too many, it rolls back in vain; of one
        // too few, the reset of auto-commit at the return would commit.
        listener.localTransactionStarted(null);
    }

    @Override
    public void abort() {
        physical.abort();
    }

    @Override
    public void evict() {
        CompletableFuture<?> before = eviction;
        if (before == null || before.isDone()) {
            before = steps.queue(() -> {
                takeIfFenced();
                return null;
            });
            eviction = before;
        }
        steps.await(before);
    }

    private void takeIfFenced() {
        // Only what is fenced has surely not been lent anew: the pool's time stamps tell no two checkouts of one
        // millisecond apart.
        if (fence.stands()) {
            take();
        }
        forgetIfDestroyed();
    }

    /** The pool itself has destroyed the connection, and no close is heard any more. */
    private void forgetIfDestroyed() {
        if (isFreed() && !taken) {
            relay.forget();
        }
    }

    @Override
    public void leave() {
        CompletableFuture<?> done = steps.queue(() -> persist(() -> {
            listen();
            fence.leave(outliving.end());
            discardIfGivenUp();
            return null;
        }));
        try {
            steps.await(done);
        } catch (PoolBusyException e) {
            Messages.LOG.debug("A slot is left to its pool later", e);
        }
    }

    @Override
    public boolean isFreed() {
        return hold.isFreed();
    }

    /** Everybody has closed it, while the fence kept the pool from hearing so. */
    private void discardIfGivenUp() {
        if (fence.isGivenUp() && listener.isManagedConnectionFree()) {
            take();
        }
    }

    private void take() {
        ManagedConnectionPool from = listener.getManagedConnectionPool();
        if (!hold.isFreed() && hold.table().take(listener)) {
            taken = true;
            try {
                listener.setTrackByTx(false);
                moveAway();
                from.connectionListenerDestroyed(listener);
            } finally {
                physical.destroy(listener, this::isInComponent);
                physical.then(relay::forget);
            }
        }
    }

    /** From now on a transaction that its component begins registers it where nobody borrows. */
    private void moveAway() {
        try {
            internals.managedPool(listener, hold.pool().nowhere(listener));
        } catch (RuntimeException | LinkageError e) {
            // The slot is free all the same. The next transaction of a component that never closes it fails once.
            Messages.LOG.debug("A dead connection could not be taken out of its component", e);
        }
    }

    /** Whether the component that borrowed it still runs. The end of a component clears its list by itself. */
    private boolean isInComponent() {
        Checkout checkout = hold.checkout();
        return checkout != null && checkout.invocation().state() == Invocation.State.RUNNING;
    }
}
