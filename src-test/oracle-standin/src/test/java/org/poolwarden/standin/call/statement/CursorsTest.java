package org.poolwarden.standin.call.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.poolwarden.standin.call.message.Release;

class CursorsTest {

    private final Cursors cursors = new Cursors();

    @Test
    void numbersAreGivenAgainAndStaySmall() throws Exception {
        int kept = cursors.open().id();
        for (int i = 0; i <= 1 << 16; i++) {
            int id = cursors.open().id();
            assertNotEquals(kept, id);
            assertTrue(id <= Release.MOST_OPEN_CURSORS, () -> "number " + id);
            cursors.close(id);
        }
        assertEquals(kept, cursors.get(kept).id());
    }
}
