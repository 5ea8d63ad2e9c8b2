package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.pool.tracking.PresenceTest.stack;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/** What has been seen of one borrower, over many looks. */
@DisplayName("A departure")
class DepartureTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Property
    @Label("once seen is never taken back, whatever is seen next")
    void monotone(@ForAll List<Presence> looks, @ForAll List<Presence> after) {
        Departure departure = new Departure(0, 1024);
        looks.forEach(look -> departure.note(look, -1));
        boolean left = departure.isSeenOutside();
        assertEquals(looks.contains(Presence.OUTSIDE), left, "nothing else says so");
        after.forEach(look -> departure.note(look, -1));
        assertEquals(left || after.contains(Presence.OUTSIDE), departure.isSeenOutside());
    }

    @Test
    @DisplayName("is known of a loop that has slept in its lowest code again and again, and not of one long sleep")
    void asleep() {
        Departure departure = new Departure(0, 1024);
        for (int look = 0; look < 5; look++) {
            departure.note(Presence.ASLEEP_BELOW, 17);
            assertFalse(departure.isSeenOutside(), "one long sleep");
        }
        departure.note(Presence.ASLEEP_BELOW, 18);
        assertFalse(departure.isSeenOutside(), "work in two halves");
        departure.note(Presence.ASLEEP_BELOW, 19);
        assertTrue(departure.isSeenOutside());
    }

    @Test
    @DisplayName("is told by a later checkout of the same thread, and never by an earlier one")
    void laterCheckout() {
        CallSite first = site("run:1 Poll.run:5 Poll.one:8 pool:1");
        CallSite other = site("run:1 Poll.run:6 Poll.two:3 pool:1");
        Departure departure = new Departure(0, 1024);
        departure.meets(first, other, new Departure(-1, 1024));
        assertFalse(departure.isSeenOutside(), "an earlier one");
        departure.meets(first, site("run:1 Poll.run:5 Poll.one:8 pool:1"), new Departure(100 * MINUTE, 1024));
        assertFalse(departure.isSeenOutside(), "a loop that collects connections, however slowly");

        Departure scheduled = new Departure(0, 1024);
        scheduled.meets(
                site("run:1 +loop:5 Job.go:8 pool:1"), site("run:1 +loop:5 Other.go:3 pool:1"), new Departure(1, 1024));
        assertTrue(scheduled.isSeenOutside(), "another job");

        Departure nested = new Departure(0, 1024);
        nested.meets(
                site("run:1 Job.go:8 pool:1"), site("run:1 Job.go:9 Dao.open:1 pool:1"), new Departure(MINUTE, 1024));
        assertFalse(nested.isSeenOutside(), "a second connection while the first is held");
    }

    @Test
    @DisplayName("is not told by a stack that was cut, of a borrower that has called itself ever deeper")
    void deepRecursion() throws Exception {
        CountDownLatch deep = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CallSite[] site = new CallSite[1];
        Thread borrower = new Thread(() -> {
            List<Frame> frames = Arrays.stream(new Throwable().getStackTrace())
                    .map(frame -> Frame.of(frame, Origin.OWN))
                    .toList();
            site[0] = new CallSite(frames, true, null, null, null);
            descend(2_000, deep, end);
        });
        borrower.start();
        deep.await();
        int deepest = 1024; // of every thread since Java 19
        Departure departure = new Departure(0, deepest);
        StackTraceElement[] whole = seen(borrower).stack();
        ThreadStacks.Seen cut = new ThreadStacks.Seen(Arrays.copyOf(whole, Math.min(whole.length, deepest)), -1);
        assertEquals(Whereabouts.UNKNOWN, departure.see(cut, site[0]));
        assertFalse(departure.isSeenOutside());
        end.countDown();
        borrower.join();
    }

    @Test
    @DisplayName("is not told by frames of lambdas and method handles, which a recorded stack leaves out")
    void hiddenFrames() throws Exception {
        MethodHandle work = MethodHandles.lookup()
                .findStatic(
                        DepartureTest.class,
                        "borrowAndWork",
                        MethodType.methodType(
                                void.class, CallSite[].class, CountDownLatch.class, CountDownLatch.class));
        CountDownLatch borrowed = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CallSite[] site = new CallSite[1];
        FutureTask<?> task = new FutureTask<>(() -> {
            try {
                work.invoke(site, borrowed, end);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
        Thread borrower = new Thread(task);
        borrower.start();
        borrowed.await();
        Departure departure = new Departure(0, 1024);
        assertEquals(Whereabouts.IN_BORROWING_FRAMES, departure.see(seen(borrower), site[0]));
        end.countDown();
        task.get();
    }

    private static void borrowAndWork(CallSite[] site, CountDownLatch borrowed, CountDownLatch end) {
        List<Frame> frames = Arrays.stream(new Throwable().getStackTrace())
                .map(frame ->
                        Frame.of(frame, frame.getMethodName().equals("borrowAndWork") ? Origin.OWN : Origin.OTHER))
                .toList();
        site[0] = new CallSite(frames, true, null, null, null);
        borrowed.countDown();
        await(end);
    }

    @Test
    @DisplayName("once seen is told also of a stack that tells nothing")
    void nothingToSee() {
        ThreadStacks.Seen nothing = new ThreadStacks.Seen(new StackTraceElement[0], -1);
        CallSite site = site("run:1 Poll.run:5 Poll.one:8 pool:1");
        Departure departure = new Departure(0, 1024);
        assertEquals(Whereabouts.UNKNOWN, departure.see(nothing, site));
        departure.note(Presence.OUTSIDE, -1);
        assertEquals(Whereabouts.ELSEWHERE, departure.see(nothing, site));
    }

    private static ThreadStacks.Seen seen(Thread thread) {
        return ThreadStacks.of(List.of(thread)).get(thread);
    }

    private static void descend(int levels, CountDownLatch deep, CountDownLatch end) {
        if (levels > 0) {
            descend(levels - 1, deep, end);
        } else {
            deep.countDown();
            await(end);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CallSite site(String bottomUp) {
        return new CallSite(stack(bottomUp), true, null, null, null);
    }
}
