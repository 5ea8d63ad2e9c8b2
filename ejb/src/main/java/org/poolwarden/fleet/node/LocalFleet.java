package org.poolwarden.fleet.node;

import jakarta.ejb.Local;

/**
 * The fleet, for the interfaces of this server. What it hands out is called without the container between, so that it
 * finds out itself who calls. A call by another deployment is refused.
 */
@Local
public interface LocalFleet {

    /** For threads of the server's management. */
    FleetAdmin fleet();

    /**
     * The same for pages, whose threads are those of a web server: of all that ask, only
     * {@value org.poolwarden.threads.Patience#PAGE_WAITS} wait at a time. The others get at once what was told last.
     */
    FleetAdmin ofPages();
}
