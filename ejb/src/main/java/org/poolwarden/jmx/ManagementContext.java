package org.poolwarden.jmx;

import org.poolwarden.admin.Warden;
import org.poolwarden.fleet.node.FleetAdmin;

/**
 * What the MBeans ask.
 *
 * @param version of this build
 */
record ManagementContext(Warden warden, FleetAdmin fleet, String version) {}
