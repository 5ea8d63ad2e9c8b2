package org.poolwarden.console.web;

import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The token that proves that a form came from a page of this console: one for each session, 256 bits. */
public final class Csrf {

    private static final String ATTRIBUTE = "org.poolwarden.console.csrf";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Csrf() {}

    /**
     * The token of the session. It is created at the first call, and concurrent calls get the same one.
     *
     * @throws Refusal if the user has signed out while the page waited for a database
     */
    public static synchronized String token(HttpSession session) throws Refusal {
        try {
            if (session.getAttribute(ATTRIBUTE) instanceof String token) {
                return token;
            }
            byte[] bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            session.setAttribute(ATTRIBUTE, token);
            return token;
        } catch (IllegalStateException over) {
            throw new Refusal(401, ConsoleMessages.UNAUTHENTICATED);
        }
    }

    /**
     * Refuses a wrong or missing token.
     *
     * @param session null is refused too, as after a timeout
     */
    public static void check(HttpSession session, String given) throws Refusal {
        if (session == null || given == null || !isEqual(kept(session), given)) {
            throw new Refusal(403, ConsoleMessages.FORGED);
        }
    }

    /** The token. Null if the session has none or is over. */
    private static Object kept(HttpSession session) {
        try {
            return session.getAttribute(ATTRIBUTE);
        } catch (IllegalStateException over) {
            return null;
        }
    }

    private static boolean isEqual(Object kept, String given) {
        return kept instanceof String token
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
