package org.poolwarden.leaky.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.database.Database;
import org.poolwarden.leaky.transaction.Demarcation;
import org.poolwarden.leaky.transaction.Departure;
import org.poolwarden.leaky.transaction.TransactionEnd;

/** The parameters of one request, complete and without strangers; anything else is a {@link Refusal} with 400. */
final class Parameters {

    private static final int LONGEST_SECONDS = 3600;
    private static final int MOST_THREADS = 64;
    private static final int LONGEST_VALUE = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    private final Map<String, String[]> given;

    Parameters(List<Parameter> fields, Map<String, String[]> given) {
        this.given = Map.copyOf(given);
        TreeSet<String> unknown = new TreeSet<>(given.keySet());
        fields.forEach(field -> unknown.remove(field.key()));
        if (!unknown.isEmpty()) {
            throw Refusal.badRequest("unknown parameter: " + String.join(", ", unknown) + "; known here: "
                    + fields.stream().map(Parameter::key).collect(Collectors.joining(", ")));
        }
        for (Parameter field : fields) {
            if (field.required() && text(field).isEmpty()) {
                throw Refusal.badRequest(
                        "missing parameter: " + field.key() + ", for example " + field.key() + "=" + field.example());
            }
        }
    }

    String name() {
        String name = text(Parameter.NAME);
        if (!NAME.matcher(name).matches()) {
            throw Refusal.badRequest("name must be 1 to 40 letters, digits, dots, hyphens or underscores");
        }
        return name;
    }

    int row() {
        return whole(Parameter.ROW, Integer.MAX_VALUE);
    }

    int id() {
        return whole(Parameter.ID, Integer.MAX_VALUE);
    }

    int seconds() {
        return whole(Parameter.SECONDS, LONGEST_SECONDS);
    }

    /** One at least. */
    int threads() {
        return Math.max(1, whole(Parameter.THREADS, MOST_THREADS));
    }

    int rate() {
        return whole(Parameter.RATE, Integer.MAX_VALUE);
    }

    String value() {
        String value = text(Parameter.VALUE);
        if (value.length() > LONGEST_VALUE) {
            throw Refusal.badRequest("value must be at most " + LONGEST_VALUE + " characters long");
        }
        return value;
    }

    TransactionEnd ending() {
        String end = text(Parameter.END);
        try {
            return TransactionEnd.valueOf(end.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.badRequest(
                    "end must be commit, rollback, hold, stall-before-decision or stall-after-decision, not " + end);
        }
    }

    Demarcation demarcation() {
        String demarcation = text(Parameter.DEMARCATION);
        try {
            return Demarcation.valueOf(demarcation.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.badRequest(
                    "demarcation must be container, bean, shared, suspended or none, not " + demarcation);
        }
    }

    Departure departure() {
        String leave = text(Parameter.LEAVE);
        try {
            return Departure.valueOf(leave.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.badRequest("leave must be close, forget or shared, not " + leave);
        }
    }

    Database database() {
        String ds = text(Parameter.DS);
        try {
            return Database.valueOf((ds.isEmpty() ? Parameter.DS.example() : ds).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.badRequest("ds must be shop or ops, not " + ds);
        }
    }

    private String text(Parameter field) {
        String[] values = given.get(field.key());
        return values == null || values.length == 0 ? "" : values[0].strip();
    }

    private int whole(Parameter field, int most) {
        try {
            int number = Integer.parseInt(text(field));
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException expected) {
            // Said below, with the numbers that are too big.
        }
        throw Refusal.badRequest(field.key() + " must be a whole number from 0 to " + most + ", not " + text(field));
    }
}
