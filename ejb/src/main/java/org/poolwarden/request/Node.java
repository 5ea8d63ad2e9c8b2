package org.poolwarden.request;

import java.time.Instant;
import org.poolwarden.text.Clean;

/** The name of this server, by which its ids and requesters are told from those of others. */
public final class Node {

    /** As long as an id of the guard's audit leaves room for. */
    private static final int LONGEST = 40;

    private static final int NUMBERS = 99_999;

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
        return 1 + Math.floorMod(name(name).hashCode() * 0x9E3779B1, NUMBERS);
    }

    /** The number of the server that gave a lease this id; 0 if no server gives such ids. */
    public static long numberIn(long leaseId) {
        long number = leaseId / LEASES;
        return number < 1 || number > NUMBERS ? 0 : number;
    }

    /**
     * The first id of a server that starts now. It does not come back for ten days, and a hundred million more fit
     * below the ids of the next server.
     */
    public static long firstLease(Instant now) {
        return number() * LEASES + Math.floorMod(now.getEpochSecond(), 900_000L) * 1_000;
    }

    /** The {@link #name} of the server that gave a kill this id; null if no server gives such ids. */
    public static String nameIn(String killId) {
        int end = killId == null ? -1 : killId.lastIndexOf(':');
        return end < 0 ? null : killId.substring(0, end);
    }
}
