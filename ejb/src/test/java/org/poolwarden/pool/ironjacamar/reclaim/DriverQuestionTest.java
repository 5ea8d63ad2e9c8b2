package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.ironjacamar.Eventually;

@DisplayName("A question to a driver")
class DriverQuestionTest {

    private final Object connection = new Object();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    @DisplayName("that is open costs no second thread, and the connection is asked again once it is answered")
    void onceAtATime() {
        assertEquals(Optional.empty(), DriverQuestion.ask(connection, this::hang));
        assertEquals(Optional.empty(), DriverQuestion.ask(connection, this::hang));
        assertEquals(1, asked.get());
        assertEquals(Optional.of("another"), DriverQuestion.ask(new Object(), () -> "another"));

        answer.countDown();
        Eventually.holds(() -> DriverQuestion.ask(connection, () -> "it").equals(Optional.of("it")));
    }

    @Test
    @DisplayName("that fails has no answer, and may be asked again")
    void fails() {
        Optional<String> none = DriverQuestion.ask(connection, () -> {
            throw new IllegalStateException("the driver is broken");
        });
        assertEquals(Optional.empty(), none);
        assertEquals(Optional.of("it"), DriverQuestion.ask(connection, () -> "it"));
    }

    private String hang() {
        asked.incrementAndGet();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "late";
    }
}
