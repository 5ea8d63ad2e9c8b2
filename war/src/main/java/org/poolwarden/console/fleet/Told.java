package org.poolwarden.console.fleet;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.poolwarden.console.view.Times;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Verdict;

/** Reads what another node tells. Null is unknown: another version of Poolwarden may not tell everything. */
final class Told {

    private Told() {}

    /** The constant of that name. Null if the name is unknown, or is one that this version does not know. */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A verdict as a class of the style sheet. */
    static String style(Verdict known) {
        return known == null
                ? "unmatched"
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A time by the clock of its node, in this server's zone. */
    static String time(EntityRecord told, String field) {
        Instant at = (Instant) told.get(field);
        return at == null ? null : Times.day(at, ZoneId.systemDefault());
    }

    /** Empty if none is told. */
    static List<String> lines(EntityRecord told, String field) {
        List<?> lines = (List<?>) told.get(field);
        return lines == null
                ? List.of()
                : lines.stream().map(String.class::cast).toList();
    }
}
