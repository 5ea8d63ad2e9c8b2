package org.poolwarden.jmx;

import org.poolwarden.admin.Warden;

/**
 * What the MBeans ask.
 *
 * @param version of this build
 */
record ManagementContext(Warden warden, String version) {}
