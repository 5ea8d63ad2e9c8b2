package org.poolwarden.guard;

import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * What Poolwarden says of an act to the guard, for its audit. The database stores it beside what it knows itself and
 * trusts none of it.
 *
 * @param requester who asked; the audit keeps 256 characters
 * @param reason never blank; the audit keeps 400 characters
 * @param killId the kill that the act belongs to, at most 64 characters; null if it belongs to none
 */
public record Claim(String requester, String reason, String killId) {

    public Claim {
        requester = Clean.line(Objects.requireNonNull(requester, "requester"));
        reason = Clean.line(Objects.requireNonNull(reason, "reason"));
        killId = Clean.line(killId);
    }
}
