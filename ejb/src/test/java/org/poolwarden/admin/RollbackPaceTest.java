package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RollbackPaceTest {

    private static final long SECOND = 1_000_000_000L;

    private final RollbackPace pace = new RollbackPace();

    @Test
    void oneSightIsNoPace() {
        pace.add(0, 100);

        assertFalse(pace.isFalling());
        assertEquals("100 undo records left", pace.toString());
    }

    @Test
    void remainderIsEstimatedFromWhatFellSoFar() {
        pace.add(0, 100);
        pace.add(10 * SECOND, 60);

        assertTrue(pace.isFalling());
        assertEquals("60 undo records left, about PT15S at this pace", pace.toString());
    }

    @Test
    void growingUndoStartsTheMeasureAnew() {
        pace.add(0, 100);
        pace.add(SECOND, 200);
        pace.add(2 * SECOND, 100);

        assertEquals("100 undo records left, about PT1S at this pace", pace.toString());
    }
}
