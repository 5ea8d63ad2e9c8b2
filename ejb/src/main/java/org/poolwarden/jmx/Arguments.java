package org.poolwarden.jmx;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.poolwarden.guard.KillMode;
import org.poolwarden.jmx.open.Given;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.logging.Messages;
import org.poolwarden.text.UtcTimes;

/** Lists as one text, for JConsole has fields and no lists. What cannot be read is an IllegalArgumentException. */
final class Arguments {

    private static final int PARTS = 3;
    private static final String PLACEHOLDER = "String";

    private Arguments() {}

    static List<KillMode> modes(String text) {
        return parts(text).stream().map(Arguments::mode).toList();
    }

    /** Which leases a batch is for, by the parameters that every batch has. */
    static BatchSelection selection(Given given) {
        return new BatchSelection(
                numbers(given.text("leaseIds")),
                given.text("pool"),
                given.text("deployment"),
                given.text("callSite"),
                proof(given.text("proof")),
                List.of());
    }

    /** @throws IllegalArgumentException for what JConsole writes into a field that nobody has filled */
    static String reason(String reason) {
        if (reason != null && reason.strip().equals(PLACEHOLDER)) {
            throw new IllegalArgumentException(
                    Messages.LOG.placeholder(PLACEHOLDER).toString());
        }
        return reason;
    }

    static List<Long> numbers(String text) {
        return parts(text).stream().map(Arguments::number).toList();
    }

    /** Null for an empty one. */
    static LocalDateTime time(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UtcTimes.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(Messages.LOG.notATime(text).toString(), e);
        }
    }

    /** inst, sid, serial#. */
    static int[] session(String text) {
        List<String> parts = parts(text);
        if (parts.size() != PARTS) {
            throw new IllegalArgumentException(Messages.LOG.notASession(text).toString());
        }
        return parts.stream().mapToInt(Arguments::small).toArray();
    }

    /** A session without a lease, by the parameters that name it. */
    static SessionChoice choice(Given given) {
        return new SessionChoice(
                given.text("database"),
                given.integer("inst"),
                given.integer("sid"),
                given.integer("serial"),
                yes(given.text("foreign")));
    }

    private static boolean yes(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "YES" -> true;
            case "NO" -> false;
            default ->
                throw new IllegalArgumentException(Messages.LOG.notYesOrNo(text).toString());
        };
    }

    /** Null for an empty one. */
    private static Proof proof(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Proof.ofLeak(text.strip().toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException(
                        Messages.LOG.noSuchProof(text).toString()));
    }

    private static KillMode mode(String text) {
        for (KillMode mode : KillMode.values()) {
            if (mode.name().equals(text.toUpperCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw new IllegalArgumentException(Messages.LOG.noSuchMode(text).toString());
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Messages.LOG.notANumber(text).toString(), e);
        }
    }

    private static int small(String text) {
        long number = number(text);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(Messages.LOG.notANumber(text).toString());
        }
        return (int) number;
    }

    private static List<String> parts(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
