package org.poolwarden.console.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.text.UtcTimes;

/** Parses the parameters of an address or a form, and refuses what is not allowed there. */
public final class Parameters {

    /** Only plain digits: Long.parseLong would accept a sign and the digits of every script. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final Pattern SMALL = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SESSION = Pattern.compile("([0-9]{1,9}),([0-9]{1,9}),([0-9]{1,9})");
    private static final Set<String> INTERVALS = Set.of("0", "5", "15", "60");

    private Parameters() {}

    /** The id of a lease. It is required. */
    public static long lease(String value) throws Refusal {
        if (value == null || !NUMBER.matcher(value).matches()) {
            throw new Refusal(400, ConsoleMessages.NO_LEASE);
        }
        return Long.parseLong(value);
    }

    /** The ids of leases. Null means none. */
    public static List<Long> leases(String[] values) throws Refusal {
        List<Long> leases = new ArrayList<>();
        for (String value : values == null ? new String[0] : values) {
            leases.add(lease(value));
        }
        return leases;
    }

    /** A session without a lease, by session, database and foreign. */
    public static SessionChoice choice(HttpServletRequest request) throws Refusal {
        int[] session = session(request.getParameter("session"));
        return new SessionChoice(
                request.getParameter("database"),
                session[0],
                session[1],
                session[2],
                "YES".equals(request.getParameter("foreign")));
    }

    /** The id of a kill. It is required. */
    public static String kill(String value) throws Refusal {
        if (value == null || value.isBlank()) {
            throw new Refusal(400, ConsoleMessages.NO_KILL);
        }
        return value;
    }

    /** The id of a batch. It is required. */
    public static String batch(String value) throws Refusal {
        if (value == null || value.isBlank()) {
            throw new Refusal(400, ConsoleMessages.NO_BATCH);
        }
        return value;
    }

    /** The reason. Null becomes blank, which the core refuses with its own message. */
    public static String reason(String value) {
        return value == null ? "" : value.strip();
    }

    /** The modes, separated by commas. If it is absent, the session is ended at once. The core checks the order. */
    public static List<KillMode> modes(String value) throws Refusal {
        if (value == null || value.isBlank()) {
            return List.of(KillMode.IMMEDIATE);
        }
        List<KillMode> modes = new ArrayList<>();
        for (String name : value.split(",", -1)) {
            modes.add(Arrays.stream(KillMode.values())
                    .filter(mode -> mode.name().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(400, ConsoleMessages.NO_MODE)));
        }
        return modes;
    }

    /** Null if it is absent, or is none that a leak can have. */
    public static Proof proof(String value) {
        return Proof.ofLeak(value).orElse(null);
    }

    /** How long each mode but the last is given, in seconds; of no meaning for one mode. */
    public static Duration wait(List<KillMode> modes, String value) throws Refusal {
        return modes.size() < 2 ? Duration.ZERO : Duration.ofSeconds(number(value));
    }

    /** A whole number of at most six digits. */
    public static int number(String value) throws Refusal {
        if (value == null || !SMALL.matcher(value).matches()) {
            throw new Refusal(400, ConsoleMessages.NO_NUMBER);
        }
        return Integer.parseInt(value);
    }

    /** How many rows to list. If it is absent, 100, as in the other interfaces. */
    public static int max(String value) throws Refusal {
        return value == null || value.isBlank() ? 100 : number(value);
    }

    /** The number of a page. If it is absent, 1. */
    public static int page(String value) throws Refusal {
        return value == null ? 1 : Math.max(1, number(value));
    }

    /** The seconds between two refreshes of a page. If it is absent, 0, which means never. */
    public static int every(String value) throws Refusal {
        if (value == null || value.isBlank()) {
            return 0;
        }
        if (!INTERVALS.contains(value)) {
            throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
        }
        return Integer.parseInt(value);
    }

    /** How far a timeline goes back: 15, 60 or 360 minutes. If it is absent, an hour. */
    public static Duration span(String value) throws Refusal {
        return switch (value == null ? "60" : value) {
            case "15" -> Duration.ofMinutes(15);
            case "60" -> Duration.ofHours(1);
            case "360" -> Duration.ofHours(6);
            default -> throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
        };
    }

    /** A session as the audit has it, without blanks. */
    public static String sessionKey(String value) throws Refusal {
        int[] numbers = session(value);
        return numbers[0] + "," + numbers[1] + "," + numbers[2];
    }

    /** A time such as {@code 2026-11-29T23:00}. Null if it is absent. */
    public static LocalDateTime time(String value) throws Refusal {
        try {
            return value == null || value.isBlank() ? null : UtcTimes.parse(value.strip());
        } catch (DateTimeParseException e) {
            throw new Refusal(400, ConsoleMessages.NO_TIME);
        }
    }

    /** The numbers of {@code inst,sid,serial#}. Blanks around them are allowed. */
    public static int[] session(String value) throws Refusal {
        Matcher matcher = SESSION.matcher(value == null ? "" : value.replaceAll("\\s", ""));
        if (!matcher.matches()) {
            throw new Refusal(400, ConsoleMessages.NO_SESSION);
        }
        return new int[] {
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))
        };
    }
}
