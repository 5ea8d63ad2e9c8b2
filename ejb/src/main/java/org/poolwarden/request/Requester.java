package org.poolwarden.request;

import java.util.Objects;

/**
 * The real identity of who asked, as the interface authenticated it.
 *
 * @param name the user's name there
 * @param via the interface: JMX, CLI or HTTP
 * @param address where the request came from; null if the interface does not know
 */
public record Requester(String name, String via, String address) {

    public Requester {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(via, "via");
    }

    /** {@code ops via HTTP from 10.1.2.3}: what is shown and what the guard's audit gets. */
    @Override
    public String toString() {
        return name + " via " + via + (address == null ? "" : " from " + address);
    }
}
