package org.poolwarden.guard;

import java.util.Objects;

/**
 * What we say of an act to the guard, for its audit. The database stores it beside what it knows itself, and believes
 * none of it.
 *
 * @param requester who asked; the audit keeps 256 characters
 * @param reason why; never blank; the audit keeps 400 characters
 * @param killId the kill that the act is part of, at most 64 characters; null if it is part of none
 */
public record Claim(String requester, String reason, String killId) {

    public Claim {
        Objects.requireNonNull(requester, "requester");
        Objects.requireNonNull(reason, "reason");
    }
}
