package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
