package org.poolwarden.leak.evidence;

import java.time.Instant;
import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * A physical connection that this server has open.
 *
 * @param pool the JNDI name of the pool that made it
 * @param client the session behind it as the driver knows it
 * @param pooled whether a slot of the pool holds it; one without is the transaction manager's recovery, or a connection
 *     that the pool has just dropped and that is still in memory
 * @param borrowed when it was last checked out, by the pool's own time stamp (milliseconds): its session is known as of
 *     then; null if that is not known
 */
public record OwnConnection(String pool, ClientSession client, boolean pooled, Instant borrowed) {

    /** Of which nobody knows when it was checked out. */
    public OwnConnection(String pool, ClientSession client, boolean pooled) {
        this(pool, client, pooled, null);
    }

    public OwnConnection {
        pool = Clean.line(Objects.requireNonNull(pool, "pool"));
        Objects.requireNonNull(client, "client");
    }
}
