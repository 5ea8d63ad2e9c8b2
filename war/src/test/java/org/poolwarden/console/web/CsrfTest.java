package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.http.HttpSession;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.Web;

class CsrfTest {

    private static final String OPS = "ops";

    private final HttpSession session = Web.session();

    @Test
    void aSessionKeepsItsTokenAndTwoSessionsNeverShareOne() throws Exception {
        String token = Csrf.token(session, OPS);

        assertEquals(32, Base64.getUrlDecoder().decode(token).length, "256 bits");
        assertEquals(token, Csrf.token(session, OPS), "two open previews must both work");
        assertNotEquals(token, Csrf.token(Web.session(), OPS));
    }

    @Test
    void onlyTheSessionsOwnTokenPasses() throws Exception {
        String token = Csrf.token(session, OPS);

        assertDoesNotThrow(() -> Csrf.check(session, OPS, token));
        refused(session, null);
        refused(session, "");
        refused(session, token.substring(1));
        refused(session, token + "x");
        refused(session, Csrf.token(Web.session(), OPS));
        refused(null, token);
    }

    @Test
    void theTokenOfOneUserIsWorthNothingToAnotherInTheSameSession() throws Exception {
        String token = Csrf.token(session, OPS);

        assertThrows(Refusal.class, () -> Csrf.check(session, "dora", token));
        assertNotEquals(token, Csrf.token(session, "dora"));
        assertDoesNotThrow(() -> Csrf.check(session, OPS, token));
    }

    @Test
    void aSessionThatNeverShowedAFormAcceptsNothing() {
        refused(session, "");
        refused(session, null);
        refused(session, "null");
    }

    @Test
    void whoHasSignedOutMeanwhileIsAskedToSignInAndChangesNothing() {
        HttpSession over = Web.sessionThatIsOver();
        Refusal refusal = assertThrows(Refusal.class, () -> Csrf.token(over, OPS));
        assertEquals(401, refusal.status());
        refused(over, "any");
    }

    private static void refused(HttpSession session, String token) {
        Refusal refusal = assertThrows(Refusal.class, () -> Csrf.check(session, OPS, token));
        assertEquals(403, refusal.status());
        assertEquals(ConsoleMessages.FORGED, refusal.getMessage());
    }
}
