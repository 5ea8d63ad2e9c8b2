package org.poolwarden.standin.database.sql;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.engine.OraException;

/**
 * ALTER SYSTEM KILL SESSION, DISCONNECT SESSION or CANCEL SQL.
 *
 * @param session instance 0 is the one of whoever asks
 * @param sqlId of CANCEL only, and null there for whatever it runs
 * @param immediate with the word IMMEDIATE
 * @param postTransaction with the words POST_TRANSACTION
 * @param force with the word FORCE, which a KILL alone may have
 */
public record AlterSystem(
        Verb verb, SessionId session, String sqlId, boolean immediate, boolean postTransaction, boolean force) {

    /** The first word after ALTER SYSTEM. */
    public enum Verb {
        KILL,
        DISCONNECT,
        CANCEL
    }

    private static final Pattern NAME = Pattern.compile(
            "\\s*(\\d{1,9})\\s*,\\s*(\\d{1,9})\\s*(?:,\\s*@(\\d{1,9})\\s*)?(?:,\\s*([0-9a-z]{13})\\s*)?");

    /** Throws ORA-00026 for what names no session, and ORA-02065 for what is not one of these. */
    public static AlterSystem of(SqlText text) throws OraException {
        List<Token> words = text.tokens();
        Verb verb = verb(words);
        if (words.size() < 5 || words.get(4).kind() != Token.Kind.STRING) {
            throw new OraException(26, "missing or invalid session ID");
        }
        boolean immediate = false;
        boolean postTransaction = false;
        boolean force = verb == Verb.KILL && words.size() > 5 && words.get(5).is("FORCE");
        for (Token word : words.subList(force ? afterForce(words) : 5, words.size())) {
            boolean known = verb != Verb.CANCEL
                    && (word.is("IMMEDIATE")
                            || word.is("NOREPLAY")
                            || word.is("POST_TRANSACTION") && verb == Verb.DISCONNECT);
            if (!known && verb == Verb.KILL && word.is("TIMEOUT")) {
                throw notHere(word.name());
            }
            if (!known || force) {
                throw illegalOption();
            }
            immediate |= word.is("IMMEDIATE");
            postTransaction |= word.is("POST_TRANSACTION");
        }
        if (verb == Verb.DISCONNECT && !immediate && !postTransaction) {
            throw new OraException(2000, "missing POST_TRANSACTION or IMMEDIATE keyword");
        }
        String name = words.get(4).text();
        Matcher parts = NAME.matcher(name.substring(1, name.length() - 1));
        if (!parts.matches() || parts.group(4) != null && verb != Verb.CANCEL) {
            throw new OraException(26, "missing or invalid session ID");
        }
        int instance = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        SessionId session = new SessionId(instance, Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        return new AlterSystem(verb, session, parts.group(4), immediate, postTransaction, force);
    }

    /** FORCE may be followed by TIMEOUT and a number of seconds: the stand-in ends it at once either way. */
    private static int afterForce(List<Token> words) throws OraException {
        if (words.size() == 6 || !words.get(6).is("TIMEOUT")) {
            return 6;
        }
        if (words.size() == 7 || !words.get(7).text().matches("\\d{1,9}")) {
            throw illegalOption();
        }
        return 8;
    }

    private static Verb verb(List<Token> words) throws OraException {
        if (words.size() < 4) {
            throw illegalOption();
        }
        for (Verb verb : Verb.values()) {
            String object = verb == Verb.CANCEL ? "SQL" : "SESSION";
            if (words.get(2).is(verb.name()) && words.get(3).is(object)) {
                return verb;
            }
        }
        if (NOT_HERE.contains(words.get(2).name())) {
            throw notHere(words.get(2).name());
        }
        throw illegalOption();
    }

    private static OraException notHere(String what) {
        return new OraException(3001, "unimplemented feature: the stand-in has no ALTER SYSTEM with " + what);
    }

    /** What else Oracle does with a session, or to itself. */
    private static final Set<String> NOT_HERE = Set.of(
            "ARCHIVE",
            "CHECKPOINT",
            "CHECK",
            "DISABLE",
            "ENABLE",
            "FLUSH",
            "QUIESCE",
            "REGISTER",
            "RELOCATE",
            "RESET",
            "RESUME",
            "SET",
            "SHUTDOWN",
            "SUSPEND",
            "SWITCH",
            "UNQUIESCE");

    private static OraException illegalOption() {
        return new OraException(2065, "illegal option for ALTER SYSTEM");
    }
}
