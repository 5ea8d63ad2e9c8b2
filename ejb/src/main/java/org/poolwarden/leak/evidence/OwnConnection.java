package org.poolwarden.leak.evidence;

import java.util.Objects;

/**
 * A physical connection that this server has open.
 *
 * @param pool the JNDI name of the pool that made it
 * @param client the session behind it as the driver knows it
 * @param pooled whether a slot of the pool holds it; one without is the transaction manager's recovery, or a connection
 *     that the pool has just dropped and that is still in memory
 */
public record OwnConnection(String pool, ClientSession client, boolean pooled) {

    public OwnConnection {
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(client, "client");
    }
}
