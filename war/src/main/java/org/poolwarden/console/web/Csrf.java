package org.poolwarden.console.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The token that proves that a form came from a page of this console: one for each session and user, 256 bits.
 */
public final class Csrf {

    private static final String ATTRIBUTE = "org.poolwarden.console.csrf";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Csrf() {}

    /**
     * The token of a user in a session. It is created at the first call, and concurrent calls get the same one.
     *
     * @throws Refusal if the user has signed out while the page waited for a database
     */
    public static synchronized String token(HttpSession session, String user) throws Refusal {
        try {
            if (session.getAttribute(attribute(user)) instanceof String token) {
                return token;
            }
            byte[] bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            session.setAttribute(attribute(user), token);
            return token;
        } catch (IllegalStateException over) {
            throw new Refusal(401, ConsoleMessages.UNAUTHENTICATED);
        }
    }

    /**
     * Refuses a POST whose form has not the token of its user. It is refused too if there is no session any more, as
     * after a timeout, and if its address has parameters: a token in an address gets into logs and histories, and no
     * form of this console sends one.
     */
    public static void check(HttpServletRequest request) throws Refusal {
        if (request.getQueryString() != null) {
            throw new Refusal(403, ConsoleMessages.FORGED);
        }
        check(request.getSession(false), request.getRemoteUser(), request.getParameter("token"));
    }

    static void check(HttpSession session, String user, String given) throws Refusal {
        if (session == null || given == null || !isEqual(kept(session, user), given)) {
            throw new Refusal(403, ConsoleMessages.FORGED);
        }
    }

    private static String attribute(String user) {
        return ATTRIBUTE + "." + user;
    }

    /** The token. Null if the session has none or is over. */
    private static Object kept(HttpSession session, String user) {
        try {
            return session.getAttribute(attribute(user));
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
