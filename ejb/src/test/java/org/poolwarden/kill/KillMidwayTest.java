package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.evidence.Lease.Transaction;

@DisplayName("A kill that ends midway says that the transaction is doomed")
class KillMidwayTest {

    private final KillScene scene = new KillScene();

    @BeforeEach
    void inATransaction() {
        scene.slot.transaction = Transaction.ACTIVE;
    }

    @Test
    @DisplayName("when Poolwarden stops between the fence and the request")
    void stoppedBehindTheFence() {
        KillRun run = scene.prepare();
        scene.slot.onFence = run::stop;

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of("fence", "rollback-only", "unfence"), scene.deeds());
        assertTrue(kill.message().startsWith("PWARDEN0334"), kill.message());
        assertFalse(kill.message().contains("Nothing was touched"), kill.message());
        assertTrue(kill.message().contains("doomed"), kill.message());
    }

    @Test
    @DisplayName("unless its slot refuses the fence: then nothing was touched, and it is no crash")
    void refusedFence() {
        scene.slot.onFence = () -> {
            throw new IllegalStateException("the slot's lock was held for 2000 ms");
        };

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of("fence"), scene.deeds());
        assertTrue(kill.message().startsWith("PWARDEN0335: The slot of lease 1 cannot be fenced"), kill.message());
    }

    @Test
    @DisplayName("when it breaks off")
    void brokenOff() {
        scene.slot.onIsolate = () -> {
            throw new IllegalArgumentException("a pool that is not understood");
        };

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0323") && kill.message().contains("doomed"), kill.message());
    }

    @Test
    @DisplayName("when it is not followed any more")
    void abandoned() {
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(2, run::stop);

        scene.finish();

        String message = run.record().kill().message();
        assertTrue(message.startsWith("PWARDEN0322") && message.contains("doomed"), message);
    }
}
