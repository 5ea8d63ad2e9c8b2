package org.poolwarden.console.view;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.text.Durations;

/** One row of a guard's audit as the pages show it. */
public record AuditView(AuditedKill kill) {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH);

    /** The row of the audit. */
    public AuditEntry entry() {
        return kill.entry();
    }

    /** When the guard was called, in UTC by the clock of the database's host. */
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

    /** The error, such as {@code ORA-20901}. Null if there was none. */
    public String error() {
        return entry().errorCode() == null ? null : "ORA" + entry().errorCode();
    }

    /** How long the call took, such as {@code 37 ms}. Null if it was not completed. */
    public String took() {
        return entry().durationMillis() == null ? null : Durations.took(Duration.ofMillis(entry().durationMillis()));
    }

    /** When the end of the kill was noted, by the same clock. Null if it was not noted. */
    public String notedAt() {
        return entry().notedAt() == null ? null : SECONDS.format(entry().notedAt());
    }

    /** Everything that the list shows of it, for the search. */
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
