package org.poolwarden.standin.fault;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which calls a fault meets, and how many of them. Immutable: each method gives a narrower one. Unless told otherwise
 * it is the first call that matches, and only that one.
 */
public final class When {

    private final CallKind kind;
    private final String text;
    private final Pattern pattern;
    private final String user;
    private final String program;
    private final int nth;
    private final int times;

    private When(CallKind kind, String text, Pattern pattern, String user, String program, int nth, int times) {
        this.kind = kind;
        this.text = text;
        this.pattern = pattern;
        this.user = user;
        this.program = program;
        this.nth = nth;
        this.times = times;
    }

    /** Any statement that is executed. Fetches of more rows, commits and the like are calls of their own. */
    public static When statement() {
        return call(CallKind.EXECUTE);
    }

    /** Statements with this in their text, whatever the case of letters. */
    public static When sql(String contained) {
        return statement().containing(contained);
    }

    /** Calls of one kind. */
    public static When call(CallKind kind) {
        return new When(Objects.requireNonNull(kind), null, null, null, null, 1, 1);
    }

    /** Only those whose SQL contains this, whatever the case of letters. Of calls, FETCH has an SQL text too. */
    public When containing(String newText) {
        return new When(kind, newText.toUpperCase(Locale.ROOT), pattern, user, program, nth, times);
    }

    /** Only those in whose SQL this is found. */
    public When matching(Pattern newPattern) {
        return new When(kind, text, newPattern, user, program, nth, times);
    }

    /** Only calls of this database user's sessions. */
    public When by(String newUser) {
        return new When(kind, text, pattern, newUser.toUpperCase(Locale.ROOT), program, nth, times);
    }

    /** Only calls of sessions that said at their login that they are this program. */
    public When from(String newProgram) {
        return new When(kind, text, pattern, user, newProgram, nth, times);
    }

    /**
     * Leaves alone those that come before the n-th that matches.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public When nth(int newNth) {
        return new When(kind, text, pattern, user, program, positive(newNth, "nth"), times);
    }

    /**
     * How many it meets from there on before it is off.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public When times(int newTimes) {
        return new When(kind, text, pattern, user, program, nth, positive(newTimes, "times"));
    }

    CallKind kind() {
        return kind;
    }

    int nth() {
        return nth;
    }

    int times() {
        return times;
    }

    boolean matches(CallKind call, String sql, Client client) {
        return kind == call
                && (user == null || user.equals(client.username()))
                && (program == null || program.equals(client.program()))
                && (text == null || sql != null && sql.toUpperCase(Locale.ROOT).contains(text))
                && (pattern == null || sql != null && pattern.matcher(sql).find());
    }

    /** As a command would say it. */
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder("call=").append(kind.name().toLowerCase(Locale.ROOT));
        option(all, "match", text);
        option(all, "regex", pattern);
        option(all, "user", user);
        option(all, "program", program);
        return all.append(" nth=").append(nth).append(" count=").append(times).toString();
    }

    private static void option(StringBuilder all, String name, Object value) {
        if (value != null) {
            all.append(' ').append(name).append("=\"").append(value).append('"');
        }
    }

    private static int positive(int number, String what) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + number);
        }
        return number;
    }
}
