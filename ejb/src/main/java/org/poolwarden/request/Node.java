package org.poolwarden.request;

import org.poolwarden.text.Clean;

/** The name of this server, by which its ids and requesters are told from those of others. */
public final class Node {

    /** As long as an id of the guard's audit leaves room for. */
    private static final int LONGEST = 40;

    private Node() {}

    /** The server's {@code jboss.node.name} in one short line; {@code unknown} if it has none. */
    public static String name() {
        return Clean.line(System.getProperty("jboss.node.name", "unknown"), LONGEST);
    }

    /** A number from 1 to 99,999 that the name determines. Two names have the same one in 100,000 cases. */
    public static int number() {
        return 1 + Math.floorMod(name().hashCode() * 0x9E3779B1, 99_999);
    }
}
