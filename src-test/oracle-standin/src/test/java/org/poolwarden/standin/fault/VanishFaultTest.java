package org.poolwarden.standin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.Jdbc;
import org.poolwarden.standin.database.catalog.SessionRow;

@DisplayName("A client that vanishes")
class VanishFaultTest extends FaultCase {

    private SessionRow left;

    @Test
    @DisplayName("leaves its session and the row that it has locked, until it is seen")
    void seenLater() throws Exception {
        vanish();
        assertEquals(1, here());

        faults.clientsVanish(false);

        shopsSessionIsGone();
        assertEquals(0, committed());
    }

    @Test
    @DisplayName("leaves a session that can be ended at once, and its row is free then")
    void ended() throws Exception {
        vanish();
        try (Connection warden = connect("POOLWARDEN", "warden")) {
            assertEquals("DONE", Jdbc.end(warden, left.key(), "IMMEDIATE"));
        }
        shopsSessionIsGone();
        assertEquals(0, committed());
        assertTrue(faults.clientsVanish(), "nobody has seen it all the time");
    }

    /** In the middle of a transaction, without a word: what it closes meanwhile nobody sees either. */
    private void vanish() throws SQLException {
        execute(shop, INSERT);
        left = session("SHOP");
        faults.clientsVanish(true);
        shop.abort(Runnable::run);
    }

    private long here() {
        return oracle.sessions().stream()
                .filter(row -> row.key().equals(left.key()))
                .count();
    }
}
