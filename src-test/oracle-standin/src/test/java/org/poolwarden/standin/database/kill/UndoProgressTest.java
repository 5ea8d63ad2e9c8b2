package org.poolwarden.standin.database.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.catalog.SessionId;

@DisplayName("The undoing of a transaction")
class UndoProgressTest {

    private final UndoProgress undo = new UndoProgress(new SessionId(1, 20, 1001), 600, 0, () -> {});

    @Test
    @DisplayName("takes so many records a second")
    void pace() {
        undo.goOn(100, TimeUnit.SECONDS.toNanos(2));
        assertEquals(400, undo.records());
        undo.goOn(1, TimeUnit.MILLISECONDS.toNanos(2500));
        assertEquals(400, undo.records(), "a half is not through");
        assertEquals(4, undo.blocksDone());
        undo.goOn(100, TimeUnit.SECONDS.toNanos(7));
        assertTrue(undo.isDone());
        assertEquals(0, undo.records());
        assertEquals(undo.totalBlocks(), undo.blocksDone());
    }

    @Test
    @DisplayName("does not catch up on the time in which it was stopped")
    void stopped() {
        undo.goOn(0, TimeUnit.HOURS.toNanos(1));
        assertEquals(600, undo.records());
        assertEquals(0, undo.blocksDone());
        undo.goOn(10, TimeUnit.HOURS.toNanos(1) + TimeUnit.SECONDS.toNanos(1));
        assertEquals(590, undo.records());
        assertFalse(undo.isDone());
    }

    @Test
    @DisplayName("takes no time at once")
    void atOnce() {
        undo.goOn(Rollbacks.AT_ONCE, 0);
        assertTrue(undo.isDone());
    }
}
