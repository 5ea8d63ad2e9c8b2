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
     * The session's token, made when it is first asked for; two pages asking at once get the same one. Refused to who
     * has signed out while the page was waiting for a database.
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

    /** @param session null, as when it has timed out, is a refusal like a missing token */
    public static void check(HttpSession session, String given) throws Refusal {
        if (session == null || given == null || !isEqual(kept(session), given)) {
            throw new Refusal(403, ConsoleMessages.FORGED);
        }
    }

    /** Null if it has none, or is over. */
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
