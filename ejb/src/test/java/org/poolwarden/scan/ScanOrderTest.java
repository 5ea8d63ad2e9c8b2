package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.FakePools;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

@DisplayName("Of two scans at the same time")
class ScanOrderTest {

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final List<Scan> told = new ArrayList<>();

    @Test
    @DisplayName("the one that began later stays, also if the other one ends last")
    void theLaterBegunStays() throws Exception {
        scene.scanner.tell(told::add);
        Halted halted = new Halted();

        Scan earlier = halted.around(() -> {
            scene.pools.leases.clear();
            scene.pools.leases.add(Samples.lease(2));
            Scan later = scene.scanner.scan();
            assertSame(later, scene.scanner.last().orElseThrow());
        });

        Scan last = scene.scanner.last().orElseThrow();
        assertEquals(2, last.rows().get(0).lease().id());
        assertEquals(1, earlier.rows().get(0).lease().id());
        assertEquals(List.of(last), told, "nobody hears of a scan that is older than the one before");
    }

    @Test
    @DisplayName("each may be asked for what it has just shown, also if it is not the last one")
    void whatWasShownIsFound() throws Exception {
        Scan earlier = new Halted().around(() -> {
            scene.pools.leases.clear();
            scene.scanner.scan();
        });

        long shown = earlier.rows().get(0).lease().id();
        assertEquals(shown, scene.scanner.recall(shown).lease().id());
    }

    @Test
    @DisplayName("and after it, what was shown is found for half a minute and no longer")
    void forAWhile() throws Exception {
        scene.scanner.scan();
        scene.pools.leases.clear();
        scene.scanner.scan();
        assertEquals(1, scene.scanner.recall(1).lease().id());

        scene.ticker.pause(Duration.ofSeconds(31));
        scene.scanner.scan();
        assertEquals(
                Fault.NOT_FOUND,
                assertThrows(WardenException.class, () -> scene.scanner.recall(1))
                        .fault());
    }

    /** Holds a scan up after it has read the leases, until others have been made. */
    private final class Halted {

        private final CountDownLatch read = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        Scan around(Runnable others) throws Exception {
            FakePools pools = scene.pools;
            pools.onConnections = () -> {
                pools.onConnections = () -> {};
                read.countDown();
                await(goOn);
            };
            CompletableFuture<Scan> halted = CompletableFuture.supplyAsync(scene.scanner::scan);
            await(read);
            try {
                others.run();
            } finally {
                goOn.countDown();
            }
            return halted.get(1, TimeUnit.MINUTES);
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("nobody came");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
