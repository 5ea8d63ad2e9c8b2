package org.poolwarden.admin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.request.WardenException;
import org.poolwarden.settings.PoolThreshold;
import org.poolwarden.settings.Setting;
import org.poolwarden.settings.TraceUrl;
import org.poolwarden.settings.TunableSettings;

/** The settings that may change while Poolwarden runs, and what a reader needs of the others. */
public interface SettingsAdmin {

    /** As they are now. */
    TunableSettings tunables();

    /** Where people read traces. Null if traces are not linked. It does not change. */
    TraceUrl traceUrl();

    /** The mark of this server's sessions. Null if they have none. It does not change. */
    String mark();

    /** Whether other nodes of the server's cluster are asked, and answered. It does not change. */
    boolean joinsFleet();

    /** Who may preview and end leases of this server from another node; {@code *} is all whom that node lets act. */
    Set<String> fleetOperators();

    /**
     * How often this server reads each database itself at the least, though another node of the cluster reads it for
     * all. Empty if each node reads for itself. It does not change.
     */
    Optional<Duration> ownScanEvery();

    /**
     * Changes one of them at once, if the caller is an operator; it lasts until the next deployment of Poolwarden.
     *
     * @param setting one that {@link Setting#isDynamic}; no other can change
     * @param value as the setting is written, {@code PT5M}; for a duration also a whole number of seconds
     */
    void tune(Setting setting, String value) throws WardenException;

    /** What {@link #suspectAfterOfPool} set and has not ended, by the names of the pools. Unmodifiable. */
    Map<String, PoolThreshold> thresholdsOfPools();

    /**
     * Has the leases of one pool judged from another age on, if the caller is an operator. It counts from the next scan
     * on. It ends after {@link PoolThreshold#LASTS}, when it is taken back, or when Poolwarden is deployed again. It
     * ends no lease, and a leak needs the same proof as before.
     *
     * @param pool as {@link LeaseAdmin#listPools} names it
     * @param value as {@code suspect-after} is written; null to take it back
     * @return what counts now; null if it was taken back
     */
    PoolThreshold suspectAfterOfPool(String pool, String value) throws WardenException;
}
