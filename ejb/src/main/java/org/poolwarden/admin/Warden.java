package org.poolwarden.admin;

import jakarta.ejb.Local;

/**
 * The one door to Poolwarden: it hands out what the console and the MBeans may call. What it hands out stays the same
 * from start to stop, is safe for use by several threads, and refuses by a
 * {@link org.poolwarden.request.WardenException} whose message says what to do; nothing has changed then. Each caller
 * authorizes its own user.
 *
 * <p>No call waits longer than a few seconds, whatever the databases do: threads of ours ask them. A call that needs an
 * answer that has not come is refused with NOT_YET; asked again, it joins the question that is open.
 */
@Local
public interface Warden {

    LeaseAdmin leases();

    KillAdmin kills();

    AuditAdmin audit();

    SettingsAdmin settings();
}
