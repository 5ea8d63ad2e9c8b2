package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Operations that wait for kills")
class KillWaitTest {

    @Test
    @DisplayName("leave threads of the management to others: the fifth is told at once how to go on")
    void fewWait() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch waiting = new CountDownLatch(2 * KillWait.MAX);
        Supplier<ModelNode> state = () -> {
            waiting.countDown();
            return kill(over.get());
        };
        ExecutorService management = Executors.newFixedThreadPool(KillWait.MAX);
        try {
            List<Future<ModelNode>> waits = new ArrayList<>();
            for (int i = 0; i < KillWait.MAX; i++) {
                waits.add(management.submit(() -> KillWait.await(600, state)));
            }
            assertTrue(waiting.await(30, TimeUnit.SECONDS));
            String refused = assertThrows(OperationFailedException.class, () -> awaitRefusal(state))
                    .getMessage();
            assertTrue(refused.contains(":kill-state(kill-id=k-1)"), refused);
            assertEquals("k-1", KillWait.await(0, state).get("kill-id").asString(), "who does not wait is answered");
            assertEquals(
                    "k-1", KillWait.await(9, () -> kill(true)).get("kill-id").asString(), "it is over");
            over.set(true);
            for (Future<ModelNode> wait : waits) {
                assertEquals("GONE", wait.get().get("session-state").asString());
            }
        } finally {
            management.shutdownNow();
        }
        assertEquals("GONE", KillWait.await(9, state).get("session-state").asString());
    }

    /** Each of the four has read its state twice, or one of them more often: then the next may still get a place. */
    private static void awaitRefusal(Supplier<ModelNode> state) throws OperationFailedException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            try {
                KillWait.await(1, state);
            } catch (OperationFailedException e) {
                if (e.getMessage().contains("other operations wait")) {
                    throw e;
                }
            }
            Thread.sleep(10);
        }
    }

    private static ModelNode kill(boolean over) {
        ModelNode kill = new ModelNode();
        kill.get("kill-id").set("k-1");
        kill.get("over").set(over);
        kill.get("session-state").set(over ? "GONE" : "KILLING");
        kill.get("message").set("being ended");
        return kill;
    }
}
