package org.poolwarden.console.view;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.leak.Durations;

/** One row of a guard's audit as the pages show it. */
public record AuditView(AuditedKill kill) {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    public AuditEntry entry() {
        return kill.entry();
    }

    /** By the clock of the database's host. */
    public String at() {
        return SECONDS.format(entry().at());
    }

    /** The outcome as a class of the style sheet. */
    public String style() {
        return switch (entry().outcome()) {
            case "DENIED" -> "state-denied";
            case "FAILED" -> "state-failed";
            case "MARKED", "STARTED" -> "state-marked";
            default -> "state-gone";
        };
    }

    /** {@code ORA-20901}; null without an error. */
    public String error() {
        return entry().errorCode() == null ? null : "ORA" + entry().errorCode();
    }

    /** {@code 37 ms}; null if it was never completed. */
    public String took() {
        return entry().durationMillis() == null ? null : Durations.took(Duration.ofMillis(entry().durationMillis()));
    }

    /** When its end was noted, by the same clock; null if it never was. */
    public String notedAt() {
        return entry().notedAt() == null ? null : SECONDS.format(entry().notedAt());
    }

    public String text() {
        AuditEntry entry = entry();
        return Stream.of(
                        at(),
                        entry.database(),
                        entry.session(),
                        entry.username(),
                        entry.requester(),
                        entry.reason(),
                        entry.action(),
                        entry.outcome(),
                        error(),
                        entry.sessionUser(),
                        entry.osUser(),
                        entry.host(),
                        entry.machine(),
                        entry.program(),
                        entry.note(),
                        kill.killId())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }
}
