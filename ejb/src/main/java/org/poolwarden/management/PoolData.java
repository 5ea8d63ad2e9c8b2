package org.poolwarden.management;

import org.poolwarden.pool.PoolStatus;

/** One pool as JMX shows it. */
public final class PoolData {

    private final PoolStatus pool;

    /** A snapshot. */
    public PoolData(PoolStatus pool) {
        this.pool = pool;
    }

    /** The JNDI name. */
    public String getName() {
        return pool.name();
    }

    /** LOCAL, XA, AGROAL or UNSUPPORTED. */
    public String getKind() {
        return pool.kind().name();
    }

    /** The most connections the pool may hold. */
    public int getMax() {
        return pool.max();
    }

    /** Connections checked out now; -1 if the pool does not count. */
    public int getInUse() {
        return pool.inUse();
    }

    /** Checkouts that would succeed at once; -1 if the pool does not count. */
    public int getAvailable() {
        return pool.available();
    }
}
