package org.poolwarden.request;

import java.util.Objects;

/**
 * The identity of a requester, as the interface has authenticated it.
 *
 * @param name the user's name in that interface
 * @param via the interface: JMX, CLI or HTTP
 * @param address where the request came from; null if the interface does not know
 */
public record Requester(String name, String via, String address) {

    public Requester {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(via, "via");
    }

    /** Such as {@code ops via HTTP from 10.1.2.3}. Pages and the guard's audit have this text. */
    @Override
    public String toString() {
        return name + " via " + via + (address == null ? "" : " from " + address);
    }
}
