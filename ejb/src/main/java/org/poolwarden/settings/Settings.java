package org.poolwarden.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.poolwarden.guard.jdbc.JdbcGuard;
import org.poolwarden.leak.Pins;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Tracking;

/**
 * The value of every {@link Setting} when Poolwarden was deployed. Immutable.
 *
 * @param guardDatasources JNDI names, never empty
 * @param mark the mark of this server's sessions; null if it has none
 * @param historySize how many kills are remembered
 * @param cursorWarning from so many open cursors on a connection that is back in its pool is logged
 * @param traceUrl null if traces are not linked
 * @param failsWhenExhausted whether the readiness check is DOWN while a pool has no connection left
 * @param holdingsEvery the least time between two surveys of what sessions hold; zero if nobody is to ask
 * @param joinsFleet whether other nodes of the server's cluster are asked, and answered
 * @param fleetOperators who may preview and end leases from another node; {@code *} stands for everybody whom that node
 *     lets act
 * @param sharesScans whether databases are read once for all nodes of the cluster
 */
public record Settings(
        List<String> guardDatasources,
        String guardSchema,
        Duration suspectAfter,
        Duration busyGrace,
        Pins pins,
        Tracking tracking,
        String mark,
        Duration scanEvery,
        Duration orphanAfter,
        Duration killStuck,
        Duration killTimeout,
        Duration killPoll,
        int historySize,
        int cursorWarning,
        TraceUrl traceUrl,
        boolean failsWhenExhausted,
        Duration holdingsEvery,
        boolean joinsFleet,
        Set<String> fleetOperators,
        boolean sharesScans) {

    /** V$SESSION.PROGRAM is VARCHAR2(48). */
    private static final int LONGEST_MARK = 48;

    private static final String FAIL_WHEN_EXHAUSTED = "fail-when-exhausted";
    private static final String ALONE = "ALONE";
    private static final String ON = "ON";

    /** Copies the list. */
    public Settings {
        guardDatasources = List.copyOf(guardDatasources);
        fleetOperators = Set.copyOf(fleetOperators);
    }

    /** Whether databases may be asked what sessions hold. */
    public boolean asksForHoldings() {
        return !holdingsEvery.isZero();
    }

    /**
     * Reads each setting by its key. If the source has no value, or one that cannot be used, the default is taken. A
     * value that cannot be used is logged; nothing is thrown.
     */
    public static Settings read(Function<String, Optional<String>> source) {
        return new Settings(
                names(source),
                schema(source),
                ranged(source, Setting.SUSPECT_AFTER, Duration::parse),
                ranged(source, Setting.BUSY_GRACE, Duration::parse),
                pins(source),
                tracking(source),
                mark(source),
                ranged(source, Setting.SCAN_EVERY, Duration::parse),
                ranged(source, Setting.ORPHAN_AFTER, Duration::parse),
                ranged(source, Setting.KILL_STUCK, Duration::parse),
                ranged(source, Setting.KILL_TIMEOUT, Duration::parse),
                ranged(source, Setting.KILL_POLL, Duration::parse),
                ranged(source, Setting.HISTORY_SIZE, Integer::valueOf),
                ranged(source, Setting.CURSOR_WARNING, Integer::valueOf),
                traceUrl(source),
                isOther(source, Setting.HEALTH, FAIL_WHEN_EXHAUSTED),
                ranged(source, Setting.HOLDINGS_EVERY, Duration::parse),
                !isOther(source, Setting.FLEET, ALONE),
                operators(source),
                isOther(source, Setting.SCAN_SHARING, ON));
    }

    private static List<String> names(Function<String, Optional<String>> source) {
        Setting setting = Setting.GUARD_DATASOURCES;
        String text = given(source, setting).orElse(setting.defaultValue());
        List<String> names = split(text);
        if (!names.isEmpty() && names.stream().allMatch(name -> name.startsWith("java:"))) {
            return names;
        }
        warn(setting, text);
        return split(setting.defaultValue());
    }

    private static Set<String> operators(Function<String, Optional<String>> source) {
        Setting setting = Setting.FLEET_OPERATORS;
        String text = given(source, setting).orElse(setting.defaultValue()).strip();
        return text.equalsIgnoreCase(setting.defaultValue()) ? Set.of() : Set.copyOf(split(text));
    }

    private static String schema(Function<String, Optional<String>> source) {
        Setting setting = Setting.GUARD_SCHEMA;
        String text = given(source, setting).orElse(setting.defaultValue()).strip();
        if (JdbcGuard.isSchemaName(text)) {
            return text;
        }
        warn(setting, text);
        return setting.defaultValue();
    }

    private static Tracking tracking(Function<String, Optional<String>> source) {
        Optional<String> given = given(source, Setting.TRACKING);
        if (given.isPresent()) {
            Optional<Tracking> known = tracking(given.get());
            if (known.isPresent()) {
                return known.get();
            }
            warn(Setting.TRACKING, given.get());
        }
        return Tracking.valueOf(Setting.TRACKING.defaultValue());
    }

    /** The tracking mode of that name, in upper or lower case. Empty if there is none. */
    public static Optional<Tracking> tracking(String name) {
        return Arrays.stream(Tracking.values())
                .filter(tracking -> tracking.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    private static Pins pins(Function<String, Optional<String>> source) {
        Setting setting = Setting.PINS;
        String text = given(source, setting).orElse(setting.defaultValue());
        Optional<Pins> pins = Pins.parse(text);
        if (pins.isEmpty()) {
            warn(setting, text);
        }
        return pins.orElse(Pins.NONE);
    }

    private static String mark(Function<String, Optional<String>> source) {
        String mark =
                given(source, Setting.MARK).orElse(Setting.MARK.defaultValue()).strip();
        if (mark.isEmpty() || mark.length() > LONGEST_MARK) {
            warn(Setting.MARK, mark);
            return null;
        }
        return mark.equals(Setting.MARK.defaultValue()) ? null : mark;
    }

    private static TraceUrl traceUrl(Function<String, Optional<String>> source) {
        Setting setting = Setting.TRACE_URL;
        String text = given(source, setting).orElse(setting.defaultValue()).strip();
        Optional<TraceUrl> url = TraceUrl.parse(text);
        if (url.isEmpty() && !text.equals(setting.defaultValue())) {
            warn(setting, text);
        }
        return url.orElse(null);
    }

    /** Whether a setting that has two values has the one that is not its default. */
    private static boolean isOther(Function<String, Optional<String>> source, Setting setting, String other) {
        String text = given(source, setting).orElse(setting.defaultValue()).strip();
        boolean isOther = text.equalsIgnoreCase(other);
        if (!isOther && !text.equalsIgnoreCase(setting.defaultValue())) {
            warn(setting, text);
        }
        return isOther;
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static <T extends Comparable<T>> T ranged(
            Function<String, Optional<String>> source, Setting setting, Function<String, T> parser) {
        Optional<String> given = given(source, setting);
        if (given.isPresent()) {
            Optional<T> value = inRange(setting, given.get(), parser);
            if (value.isPresent()) {
                return value.get();
            }
            warn(setting, given.get());
        }
        return parser.apply(setting.defaultValue());
    }

    /**
     * The value of a text. Empty if it cannot be parsed or is out of the setting's range.
     *
     * @param parser throws DateTimeParseException or NumberFormatException if it cannot parse
     */
    public static <T extends Comparable<T>> Optional<T> inRange(
            Setting setting, String text, Function<String, T> parser) {
        try {
            T value = parser.apply(text.strip());
            boolean fits = value.compareTo(parser.apply(setting.min())) >= 0
                    && value.compareTo(parser.apply(setting.max())) <= 0;
            return fits ? Optional.of(value) : Optional.empty();
        } catch (DateTimeParseException | NumberFormatException e) {
            Messages.LOG.debug(setting.key(), e);
            return Optional.empty();
        }
    }

    private static Optional<String> given(Function<String, Optional<String>> source, Setting setting) {
        try {
            return source.apply(setting.key());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            Messages.LOG.settingUnreadable(e, setting.key(), setting.defaultValue());
            return Optional.empty();
        }
    }

    private static void warn(Setting setting, String value) {
        Messages.LOG.settingIgnored(setting.key(), value, setting.range(), setting.defaultValue());
    }
}
