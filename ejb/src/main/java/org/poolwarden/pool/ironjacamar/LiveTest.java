package org.poolwarden.pool.ironjacamar;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.pool.Slot;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.reclaim.Closer;
import org.poolwarden.pool.ironjacamar.reclaim.IronJacamarSlot;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.threads.NeutralConnections;

/**
 * Reclaims one slot of our own pool for real: borrows a connection, looks for it, fences it, takes the fence away,
 * fences it again, destroys it and counts the permits.
 */
final class LiveTest {

    private LiveTest() {}

    /** The result of the test. Empty if the guard's datasource is busy or provides no connection; try again later. */
    static Optional<SelfTest> on(ManagedPool own, Closer closer) {
        Connection borrowed;
        try {
            DataSource dataSource = (DataSource) new InitialContext().lookup(own.name());
            NeutralConnections.open(dataSource).close(); // the test itself takes what the pool then has
            borrowed = dataSource.getConnection();
        } catch (SQLException | NamingException expected) {
            return Optional.empty(); // the database is down, which the scan itself reports
        }
        try (borrowed) {
            String fault = reclaim(own, closer);
            return Optional.of(
                    fault == null
                            ? new SelfTest(true, "a slot of " + own.name() + " was fenced, reclaimed and counted")
                            : new SelfTest(false, "reclaiming a slot of " + own.name() + " did not work: " + fault));
        } catch (PoolBusyException expected) {
            return Optional.empty(); // a flush of our own pool, for example
        } catch (SQLException | RuntimeException e) {
            return Optional.of(new SelfTest(false, "reclaiming a slot of " + own.name() + " did not work: " + e));
        }
    }

    /** What did not work. Null if everything did. */
    private static String reclaim(ManagedPool own, Closer closer) {
        LeaseHold hold = mine(own);
        if (hold == null) {
            return "the connection just borrowed was not found or not recorded";
        }
        IronJacamarSlot slot = IronJacamarSlot.of(hold, closer);
        if (slot == null || !slot.fence()) {
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

    private static LeaseHold mine(ManagedPool own) {
        List<ConnectionListener> checkedOut = own.checkedOut();
        for (ConnectionListener listener : checkedOut) {
            Connection connection = own.internals().physical(listener.getManagedConnection());
            if (connection != null) {
                LeaseHold hold = new LeaseHold(0, own, listener, own.tracker().physical(connection));
                if (hold.checkout() != null && hold.checkout().liveThread() == Thread.currentThread()) {
                    return hold;
                }
            }
        }
        return null;
    }
}
