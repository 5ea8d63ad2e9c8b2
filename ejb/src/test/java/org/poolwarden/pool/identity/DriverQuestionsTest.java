package org.poolwarden.pool.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.threads.OwnThreads;

@DisplayName("A question to a driver")
class DriverQuestionsTest {

    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final DriverQuestions questions = new DriverQuestions(OwnThreads.UNMANAGED);
    private final Object connection = new Object();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void end() {
        answer.countDown();
        questions.close();
        assertEquals(0, questions.open());
    }

    @Test
    @DisplayName("that is open costs no second thread, and the connection is asked again once it is answered")
    void onceAtATime() {
        assertNull(questions.openFor(connection));
        assertEquals(Optional.empty(), questions.ask(connection, this::hang).await(MOMENT));
        assertNull(questions.ask(connection, this::hang));
        assertTrue(questions.openFor(connection).compareTo(MOMENT) >= 0);
        assertEquals(1, asked.get());
        assertEquals(
                Optional.of("another"),
                questions.ask(new Object(), () -> "another").await(LONG));

        answer.countDown();
        Eventually.holds(() -> questions.openFor(connection) == null);
        assertEquals(Optional.of("it"), questions.ask(connection, () -> "it").await(LONG));
    }

    @Test
    @DisplayName("that fails has no answer, and may be asked again")
    void fails() {
        Optional<String> none = questions
                .<String>ask(connection, () -> {
                    throw new IllegalStateException("the driver is broken");
                })
                .await(LONG);
        assertEquals(Optional.empty(), none);
        Eventually.holds(() -> questions.openFor(connection) == null);
        assertEquals(Optional.of("it"), questions.ask(connection, () -> "it").await(LONG));
    }

    @Test
    @DisplayName("is not asked while as many as may hang do: each costs a thread")
    @Tag("fault")
    void bounded() {
        for (int i = 0; i < DriverQuestions.MAX_OPEN; i++) {
            assertFalse(questions.isFull());
            assertNotNull(questions.ask(new Object(), this::hang));
        }
        assertTrue(questions.isFull());
        assertNull(questions.ask(new Object(), this::hang));
        assertEquals(DriverQuestions.MAX_OPEN, questions.open());
    }

    @Test
    @DisplayName("is awaited with all others, for the time of one")
    void together() {
        List<DriverQuestions.Question<?>> some = new ArrayList<>();
        for (int i = 0; i < DriverQuestions.MAX_OPEN - 1; i++) {
            some.add(questions.ask(new Object(), this::hang));
        }
        DriverQuestions.Question<String> last = questions.ask(connection, () -> "it");
        some.add(last);
        Eventually.holds(last::isDone);

        DriverQuestions.await(some, MOMENT);

        assertEquals(Optional.of("it"), last.await(Duration.ofNanos(1)), "though all before it hang");
    }

    @Test
    @DisplayName("is not asked without a thread, and may be asked later")
    void noThread() {
        DriverQuestions without = new DriverQuestions(new OwnThreads(work -> null));
        assertNull(without.ask(connection, () -> "it"));
        assertEquals(0, without.open());
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
