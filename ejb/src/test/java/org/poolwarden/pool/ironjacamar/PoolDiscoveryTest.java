package org.poolwarden.pool.ironjacamar;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The look for new pools")
class PoolDiscoveryTest {

    @Test
    @DisplayName("goes on after one that failed, and ends with us")
    void goesOn() throws Exception {
        CountDownLatch looks = new CountDownLatch(2);
        PoolDiscovery lookout = new PoolDiscovery(() -> {
            looks.countDown();
            throw new IllegalStateException("a pool that is going");
        });
        try {
            looks.await();
        } finally {
            lookout.close();
        }
        Eventually.holds(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("poolwarden-lookout")));
    }
}
