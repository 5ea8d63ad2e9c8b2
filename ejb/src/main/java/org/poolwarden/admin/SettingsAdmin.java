package org.poolwarden.admin;

import java.time.Duration;
import java.util.Map;
import org.poolwarden.request.WardenException;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.TunableSettings;

/** The settings that may change while Poolwarden runs. */
public interface SettingsAdmin {

    /** As they are now. */
    TunableSettings tunables();

    /**
     * Changes one of them at once, if the caller is an operator; it lasts until the next deployment of Poolwarden.
     *
     * @param setting one that {@link Setting#isDynamic}; no other can change
     * @param value as the setting is written, {@code PT5M}; for a duration also a whole number of seconds
     */
    void tune(Setting setting, String value) throws WardenException;

    /** The pools whose leases are judged at another age than {@code suspect-after}, and that age. */
    Map<String, Duration> suspectAfterOfPools();

    /**
     * Has the leases of one pool judged at another age, if the caller is an operator: it counts from the next scan on,
     * and until it is taken back or Poolwarden is deployed again. No lease is ended by it, nor has a proof less to be
     * given.
     *
     * @param pool as {@link LeaseAdmin#listPools} names it
     * @param value as {@code suspect-after} is written; null for the same as the others
     */
    void suspectAfterOfPool(String pool, String value) throws WardenException;
}
