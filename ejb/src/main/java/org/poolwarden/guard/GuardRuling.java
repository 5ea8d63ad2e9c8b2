package org.poolwarden.guard;

import java.util.Objects;

/**
 * What the guard says of a session before anybody acts on it. It guarantees nothing for a later moment: an act is
 * judged again.
 *
 * @param why the refusal in words; null if the act would be let through or the session is gone
 * @param actsLeft how many acts the scope leaves for this hour, on sessions of that user, where an act would be let
 *     through; null for any number
 */
public record GuardRuling(Answer answer, String why, Integer actsLeft) {

    /** The guard would end it. */
    public static final GuardRuling ALLOWED = new GuardRuling(Answer.ALLOWS, null, null);

    /** There is no such session any more. */
    public static final GuardRuling GONE = new GuardRuling(Answer.GONE, null, null);

    public GuardRuling {
        Objects.requireNonNull(answer, "answer");
    }

    /** The guard would end it, and after it so many less one. */
    public static GuardRuling allowed(int actsLeft) {
        return new GuardRuling(Answer.ALLOWS, null, actsLeft);
    }

    /** A refusal. */
    public static GuardRuling denied(String why) {
        return new GuardRuling(Answer.DENIES, why, null);
    }

    /** The guard cannot tell. */
    public static GuardRuling unknown(String why) {
        return new GuardRuling(Answer.UNKNOWN, why, null);
    }

    /** Whether an act would be let through. */
    public enum Answer {
        ALLOWS,
        GONE,
        DENIES,
        /** The instance of the session shows no session at all. */
        UNKNOWN
    }
}
