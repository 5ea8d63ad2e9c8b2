package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.pool.tracking.PresenceTest.stack;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.site.CallSite;

/** What has been seen of one borrower, over many looks. */
@DisplayName("A departure")
class DepartureTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Property
    @Label("once seen is never taken back, whatever is seen next")
    void monotone(@ForAll List<Presence> looks, @ForAll List<Presence> after) {
        Departure departure = new Departure(0);
        looks.forEach(look -> departure.note(look, 0, -1));
        boolean left = departure.isSeenOutside();
        assertEquals(looks.contains(Presence.OUTSIDE), left, "nothing else says so");
        after.forEach(look -> departure.note(look, 0, -1));
        assertEquals(left || after.contains(Presence.OUTSIDE), departure.isSeenOutside());
    }

    @Test
    @DisplayName("of who borrows again by the very same calls is known only long after")
    void again() {
        Departure collecting = new Departure(0);
        collecting.note(Presence.AGAIN, MINUTE - 1, -1);
        assertFalse(collecting.isSeenOutside(), "several on one line, in a loop");
        collecting.note(Presence.AGAIN, MINUTE, -1);
        assertTrue(collecting.isSeenOutside());
    }

    @Test
    @DisplayName("is known of a loop that has slept in its lowest code again and again, and not of one long sleep")
    void asleep() {
        Departure departure = new Departure(0);
        for (int look = 0; look < 5; look++) {
            departure.note(Presence.ASLEEP_BELOW, 0, 17);
            assertFalse(departure.isSeenOutside(), "one long sleep");
        }
        departure.note(Presence.ASLEEP_BELOW, 0, 18);
        assertFalse(departure.isSeenOutside(), "work in two halves");
        departure.note(Presence.ASLEEP_BELOW, 0, 19);
        assertTrue(departure.isSeenOutside());
    }

    @Test
    @DisplayName("is told by a later checkout of the same thread, and never by an earlier one")
    void laterCheckout() {
        CallSite first = site("run:1 Poll.run:5 Poll.one:8 pool:1");
        CallSite other = site("run:1 Poll.run:6 Poll.two:3 pool:1");
        Departure departure = new Departure(0);
        departure.meets(first, other, new Departure(-1));
        assertFalse(departure.isSeenOutside(), "an earlier one");
        departure.meets(first, site("run:1 Poll.run:5 Poll.one:8 pool:1"), new Departure(MINUTE - 1));
        assertFalse(departure.isSeenOutside(), "a loop that collects connections");
        departure.meets(first, site("run:1 Poll.run:5 Poll.one:8 pool:1"), new Departure(MINUTE));
        assertTrue(departure.isSeenOutside(), "the same calls, a minute later");

        Departure scheduled = new Departure(0);
        scheduled.meets(
                site("run:1 +loop:5 Job.go:8 pool:1"), site("run:1 +loop:5 Other.go:3 pool:1"), new Departure(1));
        assertTrue(scheduled.isSeenOutside(), "another job");

        Departure nested = new Departure(0);
        nested.meets(site("run:1 Job.go:8 pool:1"), site("run:1 Job.go:9 Dao.open:1 pool:1"), new Departure(MINUTE));
        assertFalse(nested.isSeenOutside(), "a second connection while the first is held");
    }

    private static CallSite site(String bottomUp) {
        return new CallSite(stack(bottomUp), true, null, null, null);
    }
}
