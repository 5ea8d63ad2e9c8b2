package org.poolwarden.pool;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The look for new pools")
class LookoutTest {

    @Test
    @DisplayName("goes on after one that failed, and ends with us")
    void goesOn() throws Exception {
        CountDownLatch looks = new CountDownLatch(2);
        Lookout lookout = new Lookout(() -> {
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
