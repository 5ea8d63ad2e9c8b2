package org.poolwarden.console.view;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.request.Blank;
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

    /** The kill's id without its node, as a line has room for. Null if no kill of ours wrote the row. */
    public String shortKillId() {
        return kill.killId() == null ? null : KillView.shortId(kill.killId());
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

    /** Whether the row names a requester. */
    public boolean isNamed() {
        return Blank.toNull(entry().requester()) != null;
    }

    /** How long the call took, such as {@code 37 ms}. Null if it was not completed. */
    public String took() {
        return entry().durationMillis() == null ? null : Durations.took(Duration.ofMillis(entry().durationMillis()));
    }

    /** When the end of the kill was noted, by the same clock. Null if it was not noted. */
    public String notedAt() {
        return entry().notedAt() == null ? null : SECONDS.format(entry().notedAt());
    }
}
