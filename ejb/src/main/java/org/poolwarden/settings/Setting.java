package org.poolwarden.settings;

/**
 * Every setting of Poolwarden. It is read by MicroProfile Config when Poolwarden is deployed: from a system property,
 * an environment variable or the server's subsystem {@code microprofile-config-smallrye}. A value that cannot be parsed
 * or is out of range is reported (PWARDEN0003), and the default is used instead.
 */
public enum Setting {
    GUARD_DATASOURCES(
            "poolwarden.guard-datasources",
            "java:jboss/datasources/PoolwardenDS",
            "JNDI names, separated by commas",
            null,
            null,
            "The datasources that lead to the guards, one for each database. If two lead to the same database, the "
                    + "first is used. Their connections are never leases."),
    GUARD_SCHEMA(
            "poolwarden.guard-schema",
            "SYS",
            "simple Oracle name (a letter, then at most 127 letters, digits, _, $ or #)",
            null,
            null,
            "The schema that owns the guard in every database. It is not SYS if install-schema.sql was used."),
    SUSPECT_AFTER(
            "poolwarden.suspect-after",
            "PT5M",
            "duration",
            "PT1S",
            "P7D",
            "A lease older than this whose session is idle becomes SUSPECT."),
    BUSY_GRACE(
            "poolwarden.busy-grace",
            "PT10S",
            "duration",
            "PT0S",
            "P1D",
            "A session that was active within this time still counts as BUSY."),
    PINS(
            "poolwarden.pins",
            "none",
            "pins separated by semicolons, each: pool, deployment or call-site; its name; by WHO: WHY",
            null,
            null,
            "What holds connections on purpose, such as: pool java:/LeaderDS by anna: elects the leader; call-site "
                    + "com.shop.Lock.take by ops: a lock. A lease of it is shown as pinned, is SUSPECT at most, and is "
                    + "in no batch. A pin ends with the deployment that it is for."),
    TRACKING(
            "poolwarden.tracking",
            "SITES",
            "OFF, STAMP or SITES",
            null,
            null,
            "What is recorded at each checkout: nothing, the thread, or the thread and its call site. The MBean's "
                    + "attribute Tracking changes it while the server runs, until the next deployment."),
    MARK(
            "poolwarden.mark",
            "none",
            "text of at most 48 characters",
            null,
            null,
            "The value of the connection property v$session.program that only the datasources of this server have, "
                    + "such as poolwarden-${jboss.node.name}. A session with this mark that belongs to no connection "
                    + "of this server is an ORPHAN. Without a mark, or while others use it too, no session is called "
                    + "an ORPHAN of this server."),
    SCAN_EVERY(
            "poolwarden.scan-every",
            "PT15S",
            "duration",
            "PT1S",
            "PT1H",
            "How often Poolwarden scans by itself, with one query for each database. The console shows the last scan "
                    + "and a timeline of the scans."),
    ORPHAN_AFTER(
            "poolwarden.orphan-after",
            "PT5M",
            "duration",
            "PT1S",
            "P7D",
            "How long a session must have made no call to be called an ORPHAN. Set it longer than the pause between "
                    + "two passes of the transaction manager's recovery (two minutes)."),
    KILL_STUCK(
            "poolwarden.kill-stuck",
            "PT2M",
            "duration",
            "PT1S",
            "P1D",
            "If a kill makes no progress for this long, Poolwarden lists the next steps for the DBA and keeps "
                    + "monitoring."),
    KILL_TIMEOUT(
            "poolwarden.kill-timeout",
            "PT1H",
            "duration",
            "PT1S",
            "P30D",
            "If a kill makes no progress for this long, it becomes FAILED. A kill that makes progress is monitored to "
                    + "its end."),
    KILL_POLL(
            "poolwarden.kill-poll",
            "PT1S",
            "duration",
            "PT0.05S",
            "PT1M",
            "How often a database is asked while kills are monitored there, with one query for all of them."),
    HISTORY_SIZE(
            "poolwarden.history-size",
            "200",
            "kills",
            "1",
            "100000",
            "How many kills are remembered. A kill that is not over is always remembered."),
    CURSOR_WARNING(
            "poolwarden.cursor-warning",
            "100",
            "open cursors",
            "1",
            "1000000",
            "A connection that is back in its pool with this many open cursors is logged (PWARDEN0458), once an hour "
                    + "for each place that borrowed it. Set it higher than the cache of prepared statements."),
    TRACE_URL(
            "poolwarden.trace-url",
            "none",
            "absolute http or https address with {traceId} after its host",
            null,
            null,
            "Where a trace can be read, such as https://jaeger.example.com/trace/{traceId}. The console then links the "
                    + "trace of a lease, and its explanation has the address."),
    HEALTH(
            "poolwarden.health",
            "informational",
            "informational or fail-when-exhausted",
            null,
            null,
            "What Poolwarden's readiness check answers where the server has MicroProfile Health: UP always, or DOWN "
                    + "while a pool has no connection left."),
    HOLDINGS_EVERY(
            "poolwarden.holdings-every",
            "PT15S",
            "duration",
            "PT0S",
            "P1D",
            "How often, after a scan, each database is asked what suspected and some returned connections hold (open "
                    + "cursors, temporary space, memory): five reads of gv$ views for each of twelve sessions at most. "
                    + "PT0S switches it off, for pages, previews and kills as well."),
    FLEET(
            "poolwarden.fleet",
            "AUTO",
            "AUTO or ALONE",
            null,
            null,
            "AUTO: where the server is in a cluster, the Poolwardens of its nodes ask each other, and each shows all "
                    + "of them. ALONE: this server asks nobody and answers nobody."),
    FLEET_OPERATORS(
            "poolwarden.fleet-operators",
            "none",
            "names of users, separated by commas, or * for every operator",
            null,
            null,
            "Who may preview and end leases of this server from another node of its cluster. The other node has "
                    + "authenticated them and found them to be operators; this server believes it, so keep strangers "
                    + "out of the cluster first."),
    SCAN_SHARING(
            "poolwarden.scan-sharing",
            "OFF",
            "OFF or ON",
            null,
            null,
            "ON: one node of the cluster reads each database for all whose guards have the same user, and the others "
                    + "ask it. A node reads itself whenever a lease of its own or a session looks suspicious, whenever "
                    + "somebody asks it for a new scan, and at least twice in orphan-after. OFF: each node reads for "
                    + "itself.");

    private final String key;
    private final String defaultValue;
    private final String unit;
    private final String min;
    private final String max;
    private final String description;

    Setting(String key, String defaultValue, String unit, String min, String max, String description) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.unit = unit;
        this.min = min;
        this.max = max;
        this.description = description;
    }

    /** The name of the property, such as {@code poolwarden.mark}. */
    public String key() {
        return key;
    }

    /** The default, written as a user would write it. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What kind of value it takes, such as {@code duration}. */
    public String unit() {
        return unit;
    }

    /** What kind of value it takes and the range, such as {@code duration from PT1S to P7D}. */
    public String range() {
        return min == null ? unit : unit + " from " + min + " to " + max;
    }

    /** What the setting does, as the manual says it. */
    public String description() {
        return description;
    }

    /** The smallest value, written as a user would write it. Null if there is no limit. */
    public String min() {
        return min;
    }

    /** The largest value, written as a user would write it. Null if there is no limit. */
    public String max() {
        return max;
    }

    /** Whether its value is a duration in ISO 8601. */
    public boolean isDuration() {
        return unit.equals("duration");
    }

    /** Whether a new value counts at once. If not, it counts from the next deployment. */
    public boolean isDynamic() {
        return switch (this) {
            case SUSPECT_AFTER, BUSY_GRACE, SCAN_EVERY, PINS, TRACKING -> true;
            default -> false;
        };
    }
}
