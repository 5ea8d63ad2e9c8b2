package org.poolwarden.request;

import org.poolwarden.text.Clean;

/** The name of this server, by which its ids and requesters are told from those of others. */
public final class Node {

    /** As long as an id of the guard's audit leaves room for. */
    private static final int LONGEST = 40;

    /** The ids of a server's leases begin with its number times this, and stay below the next. */
    public static final long LEASES = 1_000_000_000L;

    private Node() {}

    /** The server's {@code jboss.node.name} in one short line; {@code unknown} if it has none. */
    public static String name() {
        return name(System.getProperty("jboss.node.name", "unknown"));
    }

    /** The same of the server with that name. */
    public static String name(String name) {
        return Clean.line(name, LONGEST);
    }

    /** A number from 1 to 99,999 that the name determines. Two names have the same one in 100,000 cases. */
    public static int number() {
        return number(name());
    }

    /** The number of the server with that name. */
    public static int number(String name) {
        return 1 + Math.floorMod(name(name).hashCode() * 0x9E3779B1, 99_999);
    }

    /** The number of the server that gave a lease this id; any other number if none did. */
    public static long numberIn(long leaseId) {
        return leaseId / LEASES;
    }
}
