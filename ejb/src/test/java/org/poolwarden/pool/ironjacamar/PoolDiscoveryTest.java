package org.poolwarden.pool.ironjacamar;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
}
