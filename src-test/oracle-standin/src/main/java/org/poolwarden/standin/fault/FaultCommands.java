package org.poolwarden.standin.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Faults for other processes: one command a line, answered by lines of which the last begins with {@code ok} or
 * {@code error}. An error has changed nothing. Safe for use by many threads.
 *
 * <pre>
 * fault hang-reply match="UPDATE orders" user=SHOP      ok 1
 * fault error code=54 text="resource busy" nth=3 count=2
 * faults                                                1 hang-reply call=execute ... fired=1 holding=1
 * off 1
 * clear
 * errors                                                what clients sent that is not known
 * backstage pace records=2                              what BackstageCommands say
 * </pre>
 */
public final class FaultCommands {

    private static final Pattern WORD = Pattern.compile("\\s*([a-z]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]+))");
    private static final String HELP = String.join(
            "\n",
            "fault EFFECT [OPTION=VALUE ...]   switches a fault on and answers its id",
            "  EFFECT   hang-call, hang-reply, delay-call, delay-reply (millis=), cut-before, cut-in, cut-after,",
            "           error (code= text=), drop-out (out=), refuse (code=)",
            "  OPTION   match=TEXT regex=REGEX user=NAME program=NAME nth=1 count=1",
            "           call=execute|login|fetch|commit|rollback|ping|xa_switch|xa_change|logoff|other",
            "faults                            lists the faults that are on",
            "off ID                            switches a fault off; calls that hang in it continue",
            "clear                             switches all faults off",
            "errors                            lists what clients sent that is not supported",
            "backstage pace records=N          undoes the transactions of ended sessions so fast, a second",
            "backstage stuck sid=N             that session notices no kill",
            "backstage back                    takes both back, and what was stuck ends",
            "ok");

    private final Faults faults;
    private final Supplier<List<String>> protocolErrors;
    private final UnaryOperator<String> backstage;

    /** With what answers {@code errors}, and what does as {@code backstage} says. */
    public FaultCommands(Faults faults, Supplier<List<String>> protocolErrors, UnaryOperator<String> backstage) {
        this.faults = faults;
        this.protocolErrors = protocolErrors;
        this.backstage = backstage;
    }

    /** Runs one command; the answer's lines, without a line end after the last. */
    public String run(String line) {
        try {
            String[] words = line.strip().split("\\s+", 2);
            String rest = words.length == 1 ? "" : words[1];
            return switch (words[0].toLowerCase(Locale.ROOT)) {
                case "fault" -> "ok " + add(rest).id();
                case "faults" -> lines(rest, faults.active());
                case "errors" -> lines(rest, protocolErrors.get());
                case "off" -> off(rest);
                case "clear" -> {
                    nothing(rest);
                    faults.clear();
                    yield "ok";
                }
                case "backstage" -> backstage.apply(rest);
                case "help" -> HELP;
                default -> throw new IllegalArgumentException("unknown command; try help");
            };
        } catch (IllegalArgumentException e) {
            return "error " + e.getMessage().lines().findFirst().orElse("bad command");
        }
    }

    private String off(String rest) {
        int id = number("id", rest.strip());
        Fault known = faults.active().stream()
                .filter(fault -> fault.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such fault is on: " + id));
        known.off();
        return "ok";
    }

    private static String lines(String rest, List<?> all) {
        nothing(rest);
        List<String> lines = new ArrayList<>();
        all.forEach(one -> lines.add(one.toString()));
        lines.add("ok");
        return String.join("\n", lines);
    }

    private static void nothing(String rest) {
        if (!rest.isBlank()) {
            throw new IllegalArgumentException("nothing may follow this command");
        }
    }

    private Fault add(String arguments) {
        String[] words = arguments.strip().split("\\s+", 2);
        Map<String, String> options = options(words.length == 1 ? "" : words[1]);
        Effect effect = effect(words[0]);
        if (effect == Effect.REFUSE) {
            return refuse(options);
        }
        When when = when(options);
        Supplier<Fault> add =
                switch (effect) {
                    case HANG_CALL -> () -> faults.hangCall(when);
                    case HANG_REPLY -> () -> faults.hangReply(when);
                    case CUT_BEFORE -> () -> faults.cutBefore(when);
                    case CUT_IN -> () -> faults.cutIn(when);
                    case CUT_AFTER -> () -> faults.cutAfter(when);
                    case DELAY_CALL -> {
                        Duration by = Duration.ofMillis(required(options, "millis"));
                        yield () -> faults.delayCall(by, when);
                    }
                    case DELAY_REPLY -> {
                        Duration by = Duration.ofMillis(required(options, "millis"));
                        yield () -> faults.delayReply(by, when);
                    }
                    case DROP_OUT -> {
                        int position = required(options, "out");
                        yield () -> faults.dropOut(position, when);
                    }
                    default -> {
                        int code = required(options, "code");
                        String text = options.containsKey("text") ? options.remove("text") : "a fault of the stand-in";
                        yield () -> faults.error(code, text, when);
                    }
                };
        noneLeft(options);
        return add.get();
    }

    private Fault refuse(Map<String, String> options) {
        int times = optional(options, "count");
        String code = options.remove("code");
        noneLeft(options);
        return code == null ? faults.refuseConnections(times) : faults.refuseConnections(times, number("code", code));
    }

    private static When when(Map<String, String> options) {
        When when = When.call(kind(options.remove("call")))
                .nth(optional(options, "nth"))
                .times(optional(options, "count"));
        if (options.containsKey("match")) {
            when = when.containing(options.remove("match"));
        }
        if (options.containsKey("regex")) {
            when = when.matching(regex(options.remove("regex")));
        }
        if (options.containsKey("user")) {
            when = when.by(options.remove("user"));
        }
        return options.containsKey("program") ? when.from(options.remove("program")) : when;
    }

    private static Pattern regex(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regex: " + e.getDescription(), e);
        }
    }

    private static Effect effect(String word) {
        for (Effect effect : Effect.values()) {
            if (effect.word().equals(word)) {
                return effect;
            }
        }
        throw new IllegalArgumentException("unknown effect " + word + "; try help");
    }

    private static CallKind kind(String word) {
        if (word == null) {
            return CallKind.EXECUTE;
        }
        for (CallKind kind : CallKind.values()) {
            if (kind.name().equalsIgnoreCase(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown call " + word + "; try help");
    }

    private static int required(Map<String, String> options, String name) {
        String value = options.remove(name);
        if (value == null) {
            throw new IllegalArgumentException(name + "= is missing");
        }
        return number(name, value);
    }

    private static int optional(Map<String, String> options, String name) {
        String value = options.remove(name);
        return value == null ? 1 : number(name, value);
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number: " + value, e);
        }
    }

    private static void noneLeft(Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("unknown option here: " + String.join(", ", options.keySet()));
        }
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new HashMap<>();
        Matcher word = WORD.matcher(text.strip());
        int at = 0;
        while (at < text.strip().length()) {
            if (!word.find(at) || word.start() != at) {
                throw new IllegalArgumentException(
                        "not name=value: " + text.strip().substring(at));
            }
            String quoted = word.group(2);
            String value = quoted == null ? word.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            if (options.put(word.group(1), value) != null) {
                throw new IllegalArgumentException(word.group(1) + "= is given twice");
            }
            at = word.end();
        }
        return options;
    }
}
