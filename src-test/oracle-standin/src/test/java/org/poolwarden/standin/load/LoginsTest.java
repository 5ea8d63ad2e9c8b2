package org.poolwarden.standin.load;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.StandIn;

@DisplayName("Five hundred logins")
class LoginsTest {

    @Test
    @DisplayName("leave no session, no thread, no socket and no memory behind")
    void leaveNothing() throws Exception {
        try (StandIn oracle = StandIn.demo(0)) {
            Logins logins = new Logins(oracle);
            // Classes and caches.
            Footprint before = logins.run(50);
            Logins.assertFlat(before, logins.run(500), 16L << 20);
        }
    }
}
