package org.poolwarden.logging;

import org.jboss.logging.Logger;

/**
 * The loggers of what is told of applications, each with a category of its own, so that a server can send each
 * elsewhere or switch it off. Every other message is in {@link Messages#LOG}.
 */
@SuppressWarnings("removal") // see Messages.LOG
public final class Categories {

    /** Leases, and sessions without one. */
    public static final Messages LEAK = Logger.getMessageLogger(Messages.class, "org.poolwarden.leak");

    /** Pools that have no connection left. */
    public static final Messages POOL = Logger.getMessageLogger(Messages.class, "org.poolwarden.pool");

    /** Kills, from the request to the end. */
    public static final Messages KILL = Logger.getMessageLogger(Messages.class, "org.poolwarden.kill");

    /** Guards that do not answer. */
    public static final Messages GUARD = Logger.getMessageLogger(Messages.class, "org.poolwarden.guard");

    private Categories() {}
}
