package org.poolwarden.jmx;

import org.poolwarden.admin.Warden;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.request.WardenException;

/**
 * What the MBeans ask.
 *
 * @param version of this build
 */
record ManagementContext(Warden warden, FleetAdmin fleet, String version) {

    /** Refuses a lease that only another node can show. */
    void requireOwn(long lease) throws WardenException {
        if (!fleet.isAlone() && !warden.leases().knew(lease)) {
            fleet.kills().requireOwn(lease);
        }
    }
}
