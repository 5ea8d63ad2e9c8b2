package org.poolwarden.standin.load;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.StandIn;

/** Run by {@code -Pstandin-bench}. */
@DisplayName("Ten thousand logins")
class LoginsBench {

    private static final int STEPS = 10;
    private static final int EACH = 1_000;

    @Test
    @DisplayName("leave no session, no thread, no socket and no memory behind")
    void leaveNothing() throws Exception {
        try (StandIn oracle = StandIn.demo(0)) {
            Logins logins = new Logins(oracle);
            Footprint before = logins.run(200);
            System.out.println("logins: 0 | " + before);
            Footprint now = before;
            for (int step = 1; step <= STEPS; step++) {
                now = logins.run(EACH);
                System.out.println("logins: " + step * EACH + " | " + now);
            }
            Logins.assertFlat(before, now, 16L << 20);
        }
    }
}
