package org.poolwarden.caller;

import java.util.Objects;
import org.poolwarden.request.Requester;

/**
 * Who calls.
 *
 * @param requester the identity that the audit gets
 * @param isOperator whether the caller may end something. Of the console its role says so; the server's management has
 *     already asked its access control before the call came here
 */
public record Caller(Requester requester, boolean isOperator) {

    public Caller {
        Objects.requireNonNull(requester, "requester");
    }
}
