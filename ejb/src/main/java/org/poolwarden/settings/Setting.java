package org.poolwarden.settings;

/**
 * Every setting of Poolwarden, by MicroProfile Config: a system property, an environment variable or the server's
 * {@code microprofile-config-smallrye} subsystem. Read once at start. A value that cannot be parsed or is out of range
 * is reported (PWARDEN0003) and the default used instead.
 */
public enum Setting {
    GUARD_DATASOURCES(
            "poolwarden.guard-datasources",
            "java:jboss/datasources/PoolwardenDS",
            "JNDI names, separated by commas",
            null,
            null,
            "The datasources through which the guards are reached, one for each database; of two for the same database "
                    + "the first counts. Their connections are never leases."),
    GUARD_SCHEMA(
            "poolwarden.guard-schema",
            "SYS",
            "simple Oracle name (a letter, then at most 127 letters, digits, _, $ or #)",
            null,
            null,
            "The schema that owns the guard, the same in every database: another one than SYS after "
                    + "install-schema.sql."),
    SUSPECT_AFTER(
            "poolwarden.suspect-after",
            "PT5M",
            "duration",
            "PT1S",
            "P7D",
            "A lease that is older and whose session idles is a SUSPECT."),
    BUSY_GRACE(
            "poolwarden.busy-grace",
            "PT10S",
            "duration",
            "PT0S",
            "P1D",
            "A session that was active less than this ago still counts as BUSY."),
    TRACKING(
            "poolwarden.tracking",
            "SITES",
            "OFF, STAMP or SITES",
            null,
            null,
            "What is recorded of each checkout: nothing, the thread, or the thread and where it borrowed. Can be "
                    + "changed while the server runs, by the MBean's attribute Tracking; this is what it starts with."),
    MARK(
            "poolwarden.mark",
            "none",
            "text of at most 48 characters",
            null,
            null,
            "The connection property v$session.program that this server's datasources, and no other server's, are "
                    + "given. A session that has it and belongs to no connection here is an ORPHAN; with none there "
                    + "are none."),
    SCAN_EVERY(
            "poolwarden.scan-every",
            "PT15S",
            "duration",
            "PT1S",
            "PT1H",
            "How often Poolwarden looks by itself, by one query for each database: for the console, which shows the "
                    + "last look, and for its timeline."),
    ORPHAN_AFTER(
            "poolwarden.orphan-after",
            "PT5M",
            "duration",
            "PT1S",
            "P7D",
            "How long an ORPHAN has made no call. Longer than the pause between two passes of the transaction "
                    + "manager's recovery (two minutes)."),
    KILL_STUCK(
            "poolwarden.kill-stuck",
            "PT2M",
            "duration",
            "PT1S",
            "P1D",
            "When neither the state of a kill nor its undo has moved for so long, it says what a DBA does next; it is "
                    + "followed on."),
    KILL_TIMEOUT(
            "poolwarden.kill-timeout",
            "PT1H",
            "duration",
            "PT1S",
            "P30D",
            "A kill of which nothing has moved for so long is FAILED; one that moves is followed to its end."),
    KILL_POLL(
            "poolwarden.kill-poll",
            "PT1S",
            "duration",
            "PT0.05S",
            "PT1M",
            "How often a database is asked while kills are followed there: once for all of them."),
    HISTORY_SIZE(
            "poolwarden.history-size",
            "200",
            "kills",
            "1",
            "100000",
            "How many kills are remembered; one that is not over is always.");

    private final String key;
    private final String fallback;
    private final String unit;
    private final String least;
    private final String most;
    private final String sentence;

    Setting(String key, String fallback, String unit, String least, String most, String sentence) {
        this.key = key;
        this.fallback = fallback;
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.sentence = sentence;
    }

    /** The property's name. */
    public String key() {
        return key;
    }

    /** The default, as it would be written. */
    public String fallback() {
        return fallback;
    }

    /** What a value is, with its range: {@code a duration from PT1S to P7D}. */
    public String unit() {
        return least == null ? unit : unit + " from " + least + " to " + most;
    }

    /** What it does; the manual's text. */
    public String sentence() {
        return sentence;
    }

    String least() {
        return least;
    }

    String most() {
        return most;
    }
}
