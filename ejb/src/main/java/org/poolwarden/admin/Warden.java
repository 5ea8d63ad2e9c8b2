package org.poolwarden.admin;

import jakarta.ejb.Local;

/**
 * The one door to Poolwarden: it hands out what the console and the MBeans may call. What it hands out stays the same
 * from start to stop, is safe for use by several threads, and refuses by a
 * {@link org.poolwarden.request.WardenException} whose message says what to do; nothing has changed then. Each caller
 * authorizes its own user.
 */
@Local
public interface Warden {

    LeaseAdmin leases();

    KillAdmin kills();

    AuditAdmin audit();

    SettingsAdmin settings();
}
