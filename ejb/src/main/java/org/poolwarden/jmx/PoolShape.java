package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.INT;
import static org.poolwarden.jmx.open.Types.TEXT;

import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.pool.PoolStatus;

/** One pool with its counts. */
final class PoolShape {

    static final OpenTypes<PoolStatus> SHAPE = OpenTypes.<PoolStatus>of(
                    "Pool", "One pool at one moment; its counts are read one after the other.", "name")
            .column("name", TEXT, "The JNDI name.", PoolStatus::name)
            .column("kind", TEXT, "LOCAL, XA, AGROAL or UNSUPPORTED.", pool -> pool.kind()
                    .name())
            .column("max", INT, "The most connections it may hold.", PoolStatus::max)
            .column("inUse", INT, "Connections checked out now; -1 if it does not count.", PoolStatus::inUse)
            .column("available", INT, "Checkouts that would succeed at once; -1 likewise.", PoolStatus::available)
            .column(
                    "waitingThreads",
                    INT,
                    "Threads that wait for a checkout, an estimate; null if it does not tell.",
                    PoolShape::waitingThreads)
            .build();

    private PoolShape() {}

    /** Null where the pool does not tell. */
    static Integer waitingThreads(PoolStatus pool) {
        return pool.waiters() < 0 ? null : pool.waiters();
    }
}
