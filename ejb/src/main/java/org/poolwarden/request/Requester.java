package org.poolwarden.request;

import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * The identity of a requester, as the server has authenticated it. Only the room {@code caller} makes one from a call.
 *
 * @param name the user's name in that interface, in one line of at most 100 characters
 * @param via the interface: JMX, CLI or HTTP
 * @param address where the request came from; null if the interface does not know
 * @param node the server that was asked; null if it is not known
 */
public record Requester(String name, String via, String address, String node) {

    private static final int LONGEST = 100;

    /** Cleans all of it. */
    public Requester {
        name = Clean.line(Objects.requireNonNull(name, "name"), LONGEST);
        via = Clean.line(Objects.requireNonNull(via, "via"), LONGEST);
        address = Clean.line(address, LONGEST);
        node = Clean.line(node, LONGEST);
    }

    /** One of whom nobody says which server was asked. */
    public Requester(String name, String via, String address) {
        this(name, via, address, null);
    }

    /** Such as {@code ops via HTTP from 10.1.2.3 on node1}. Pages and the guard's audit have this text. */
    @Override
    public String toString() {
        return name + " via " + via + (address == null ? "" : " from " + address) + (node == null ? "" : " on " + node);
    }
}
