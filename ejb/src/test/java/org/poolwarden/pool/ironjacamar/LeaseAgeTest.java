package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;

/** The pool stamps a checkout by the server's clock, which an administrator or NTP may set at any time. */
@DisplayName("The age of a lease")
class LeaseAgeTest {

    private static final Duration TEST = Duration.ofMinutes(5);

    @ParameterizedTest(name = "the clock is set by {0}, tracking {1}")
    @CsvSource({"3600000, OFF", "-3600000, OFF", "3600000, STAMP", "-3600000, SITES"})
    @Tag("fault")
    @DisplayName("is that of the lease when the clock was set meanwhile")
    void clockIsSet(long jump, Tracking tracking) throws Exception {
        try (RealPool pool = new RealPool(Kind.DEQUE)) {
            pool.mode.set(tracking);
            assertEquals(List.of(), pool.leases());
            Connection handle = pool.borrow();
            ConnectionListener listener = pool.managed.checkedOut().iterator().next();
            listener.setLastCheckedOutTime(System.currentTimeMillis() - jump);

            LeaseHold lease = pool.leases().get(0);

            assertTrue(lease.age().compareTo(TEST) < 0, () -> "it was borrowed just now: " + lease.age());
            Duration before = lease.age();
            assertTrue(pool.leases().get(0).age().compareTo(before) >= 0, "it only grows");
            handle.close();
        }
    }
}
