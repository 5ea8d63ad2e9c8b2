package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.Tracking;

@DisplayName("The discovery of new pools")
class PoolDiscoveryTest {

    @Test
    @DisplayName("goes on after one that failed, and ends with us")
    void goesOn() throws Exception {
        CountDownLatch passes = new CountDownLatch(2);
        PoolDiscovery discovery = new PoolDiscovery(() -> {
            passes.countDown();
            throw new IllegalStateException("a pool that is going");
        });
        try {
            passes.await();
        } finally {
            discovery.close();
        }
        Eventually.holds(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("poolwarden-pools")));
    }

    @Test
    @DisplayName("observes a pool though the one before it fails")
    void eachOnItsOwn() throws Exception {
        CountDownLatch observed = new CountDownLatch(1);
        Runnable fails = () -> {
            throw new IllegalStateException("a pool that is going");
        };
        try (PoolDiscovery discovery = new PoolDiscovery(() -> List.of(fails, observed::countDown))) {
            assertTrue(observed.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("is the one poller: who listens hears of the pools from it, and the next listener takes the place")
    void tells() throws Exception {
        try (IronJacamarPools pools = new IronJacamarPools(Set.of(), Tracking.OFF, ManagementRepository::new)) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            pools.tell(
                    present -> heard.add("first, by " + Thread.currentThread().getName()));
            assertEquals("first, by poolwarden-pools", heard.poll(30, TimeUnit.SECONDS));
            pools.tell(present -> heard.add("next"));
            Eventually.holds(() -> heard.contains("next"));
        }
    }
}
