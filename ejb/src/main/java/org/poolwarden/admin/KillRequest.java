package org.poolwarden.admin;

import org.poolwarden.oracle.KillMode;

/**
 * One request to end one lease. Checked by {@link Warden#kill(KillRequest)}, not here, so that each refusal is a
 * numbered message.
 *
 * @param reason why; must not be blank, at most 400 characters
 */
public record KillRequest(long leaseId, KillMode mode, Requester requester, String reason) {}
