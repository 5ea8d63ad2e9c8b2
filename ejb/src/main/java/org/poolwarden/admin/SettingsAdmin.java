package org.poolwarden.admin;

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
}
