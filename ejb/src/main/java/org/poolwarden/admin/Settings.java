package org.poolwarden.admin;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.poolwarden.logging.Messages;
import org.poolwarden.oracle.JdbcGuard;

/** The values of every {@link Setting}, decided once. */
record Settings(
        List<String> guardDatasources,
        String guardSchema,
        Duration suspectAfter,
        Duration busyGrace,
        Duration killTimeout,
        Duration killPoll,
        int historySize) {

    Settings {
        guardDatasources = List.copyOf(guardDatasources);
    }

    /** Reads each setting by its key; where the source has none, or nothing usable, the default holds. */
    static Settings read(Function<String, Optional<String>> source) {
        return new Settings(
                names(source),
                schema(source),
                ranged(source, Setting.SUSPECT_AFTER, Duration::parse),
                ranged(source, Setting.BUSY_GRACE, Duration::parse),
                ranged(source, Setting.KILL_TIMEOUT, Duration::parse),
                ranged(source, Setting.KILL_POLL, Duration::parse),
                ranged(source, Setting.HISTORY_SIZE, Integer::valueOf));
    }

    private static List<String> names(Function<String, Optional<String>> source) {
        Setting setting = Setting.GUARD_DATASOURCES;
        String text = given(source, setting).orElse(setting.fallback());
        List<String> names = split(text);
        if (!names.isEmpty() && names.stream().allMatch(name -> name.startsWith("java:"))) {
            return names;
        }
        warn(setting, text);
        return split(setting.fallback());
    }

    private static String schema(Function<String, Optional<String>> source) {
        Setting setting = Setting.GUARD_SCHEMA;
        String text = given(source, setting).orElse(setting.fallback()).strip();
        if (JdbcGuard.isSchemaName(text)) {
            return text;
        }
        warn(setting, text);
        return setting.fallback();
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
            try {
                T value = parser.apply(given.get().strip());
                if (value.compareTo(parser.apply(setting.least())) >= 0
                        && value.compareTo(parser.apply(setting.most())) <= 0) {
                    return value;
                }
                warn(setting, given.get());
            } catch (DateTimeParseException | NumberFormatException e) {
                Messages.LOG.debug(setting.key(), e);
                warn(setting, given.get());
            }
        }
        return parser.apply(setting.fallback());
    }

    private static Optional<String> given(Function<String, Optional<String>> source, Setting setting) {
        try {
            return source.apply(setting.key());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            Messages.LOG.settingUnreadable(e, setting.key(), setting.fallback());
            return Optional.empty();
        }
    }

    private static void warn(Setting setting, String value) {
        Messages.LOG.settingIgnored(setting.key(), value, setting.unit(), setting.fallback());
    }
}
