package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lane of a node")
class SendLanesTest {

    private final SendLanes lanes = new SendLanes();
    private final List<String> log = new ArrayList<>();

    @Test
    @DisplayName("is free again after no thread could be started for it, and what waited was refused")
    void noThread() {
        Executor threadless = work -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        lanes.send("b", threadless, text("1", null));
        lanes.send(
                "b",
                work -> {
                    throw new IllegalStateException("the server stops");
                },
                text("2", null));
        lanes.send("b", Runnable::run, text("3", null));

        assertEquals(List.of("1 refused", "2 refused", "3 sent"), log);
    }

    @Test
    @DisplayName("is free again after an error of the transport, and what waited behind it was refused")
    void sendingBreaks() {
        List<Runnable> work = new ArrayList<>();
        AssertionError broken = new AssertionError("broken");
        lanes.send("b", work::add, text("1", broken));
        lanes.send("b", work::add, text("2", null));
        assertEquals(1, work.size());
        assertEquals(broken, assertThrows(AssertionError.class, work.get(0)::run));

        lanes.send("b", Runnable::run, text("3", null));

        assertEquals(List.of("1 sent", "2 refused", "3 sent"), log);
    }

    @Test
    @DisplayName("is not emptied by work that begins after it was refused")
    void lateWork() {
        List<Runnable> work = new ArrayList<>();
        Executor late = next -> {
            work.add(next);
            throw new OutOfMemoryError("unable to create native thread");
        };
        lanes.send("b", late, text("1", null));
        lanes.send("b", work::add, text("2", null));
        work.get(0).run();
        assertTrue(log.contains("1 refused"));
        assertEquals(1, log.size());

        work.get(1).run();

        assertEquals(List.of("1 refused", "2 sent"), log);
    }

    private SendLanes.Sending text(String key, Error failure) {
        return new SendLanes.Sending() {
            @Override
            public Object key() {
                return key;
            }

            @Override
            public void send() {
                log.add(key + " sent");
                if (failure != null) {
                    throw failure;
                }
            }

            @Override
            public void refuse(RejectedExecutionException cause) {
                log.add(key + " refused");
            }
        };
    }
}
