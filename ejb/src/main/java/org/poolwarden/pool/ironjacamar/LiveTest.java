package org.poolwarden.pool.ironjacamar;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.pool.Slot;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.threads.NeutralConnections;

/**
 * Reclaims one slot of our own pool for real: borrows a connection, looks for it, fences it, takes the fence away,
 * fences it again, destroys it and counts the permits. Gives back what it took, whatever happens.
 */
final class LiveTest {

    private final ManagedPool own;
    private final Callable<DataSource> lookup;
    private final Function<LeaseHold, Slot> slots;

    /**
     * @param lookup finds the datasource of that pool
     * @param slots gives the slot of a lease; null if the lease has ended
     */
    LiveTest(ManagedPool own, Callable<DataSource> lookup, Function<LeaseHold, Slot> slots) {
        this.own = own;
        this.lookup = lookup;
        this.slots = slots;
    }

    static LiveTest of(ManagedPool own, Function<LeaseHold, Slot> slots) {
        return new LiveTest(own, () -> (DataSource) new InitialContext().lookup(own.name()), slots);
    }

    /**
     * What a test has found out.
     *
     * @param isFinal whether another test would find the same, or could do harm
     */
    record Outcome(SelfTest test, boolean isFinal) {}

    /** Empty if the guard's datasource provides no connection now, or is busy; try again later. */
    Optional<Outcome> run() {
        Connection borrowed;
        try {
            borrowed = NeutralConnections.open(lookup.call());
        } catch (Exception expected) {
            return Optional.empty(); // the database is down, which the scan itself reports
        }
        LeaseHold hold = null;
        Slot slot = null;
        Outcome outcome = null;
        try {
            hold = holdOf(borrowed);
            slot = hold == null ? null : slots.apply(hold);
            String fault = slot == null ? "the connection just borrowed was not found or not recorded" : reclaim(slot);
            outcome = fault == null
                    ? new Outcome(
                            new SelfTest(true, "a slot of " + own.name() + " was fenced, reclaimed and counted"), true)
                    : failed(fault, false);
        } catch (PoolBusyException expected) {
            Messages.LOG.debug("The live test is made later", expected);
        } catch (Throwable e) { // whatever it is, kills would meet it too
            Messages.LOG.liveTestFailed(own.name(), e);
            outcome = failed(e.toString(), e instanceof Error);
        }
        boolean isBack = giveBack(hold, slot, borrowed);
        if (!isBack && outcome != null) {
            outcome = failed(outcome.test().detail() + "; the slot could not be given back", true);
        }
        return Optional.ofNullable(outcome);
    }

    private Outcome failed(String fault, boolean isFinal) {
        return new Outcome(
                new SelfTest(false, "reclaiming a slot of " + own.name() + " did not work: " + fault), isFinal);
    }

    /** What did not work. Null if everything did. */
    private static String reclaim(Slot slot) {
        if (!slot.fence()) {
            return "it could not be fenced";
        }
        Slot.Standing standing = slot.unfence();
        if (standing == Slot.Standing.PENDING) {
            throw new PoolBusyException("the fence is removed later");
        }
        if (standing != Slot.Standing.HELD || !slot.isHeld() || !slot.fence()) {
            return "the fence could not be removed and set again";
        }
        slot.evict();
        return slot.isFreed() ? null : "it was not freed";
    }

    /** The slot first, or else its fence would keep the connection; then the connection. Whether that succeeded. */
    private boolean giveBack(LeaseHold hold, Slot slot, Connection borrowed) {
        if (slot != null) {
            attempt(() -> {
                if (!slot.isFreed()) {
                    slot.unfence();
                }
            });
            attempt(() -> own.internals().removeForeignHandles(hold.listener()));
        }
        attempt(() -> close(borrowed));
        try {
            return hold == null || !hold.isHeld();
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.debug("Nobody can say whether the live test has given its slot back", e);
            return false;
        }
    }

    private static void close(Connection borrowed) {
        try {
            borrowed.close();
        } catch (SQLException e) {
            Messages.LOG.debug("The connection of the live test was closed before", e);
        }
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) { // the other steps give back more
            Messages.LOG.liveTestFailed(own.name(), e);
        }
    }

    /** Found by the handle itself, because another thread has opened it. Null if its checkout was not recorded. */
    private LeaseHold holdOf(Connection handle) {
        for (ConnectionListener listener : own.checkedOut()) {
            Connection connection = own.internals().physical(listener.getManagedConnection());
            if (connection != null && isOf(listener, handle)) {
                LeaseHold hold = new LeaseHold(0, own, listener, own.tracker().physical(connection), null);
                return hold.checkout() == null ? null : hold;
            }
        }
        return null;
    }

    private boolean isOf(ConnectionListener listener, Connection handle) {
        return own.internals().registeredHandles(listener).stream().anyMatch(one -> one == handle);
    }
}
