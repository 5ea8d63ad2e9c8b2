package org.poolwarden.threads;

import java.util.Objects;

/**
 * On whose behalf a question is asked.
 *
 * @param user tells one from another; all who are not known are one
 * @param isOperator whether places are kept for such as this one
 */
public record Asker(String user, boolean isOperator) {

    /** Nobody that is known. */
    public static final Asker UNKNOWN = new Asker("", false);

    public Asker {
        Objects.requireNonNull(user, "user");
    }
}
