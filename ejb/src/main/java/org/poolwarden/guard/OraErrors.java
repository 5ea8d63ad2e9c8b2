package org.poolwarden.guard;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.poolwarden.guard.GuardException.Fate;
import org.poolwarden.guard.GuardException.Kind;

/**
 * What an exception of the driver or of the pool around it means: told by vendor codes, never by message texts.
 * ORA-00031, "session marked for kill", is not among them: the guard itself catches it and answers with the outcome
 * {@link GuardAnswer.Outcome#MARKED}. What follows from it is decided in {@code kill.SessionTerminator}.
 */
public final class OraErrors {

    /** The guard acted, or may have, and could not complete the audit row. */
    private static final int NOT_COMPLETED = 20_909;

    private OraErrors() {}

    /** @param attempt what was tried, as {@code "reading sessions through java:/guard"} */
    public static GuardException translate(String attempt, SQLException e) {
        List<SQLException> chain = chain(e);
        for (SQLException link : chain) {
            Kind kind = kind(link.getErrorCode());
            if (kind != null) {
                return exception(kind, attempt, link, e);
            }
        }
        for (SQLException link : chain) {
            if (link instanceof SQLTransientConnectionException) {
                return exception(Kind.UNAVAILABLE, attempt, link, e);
            }
        }
        for (SQLException link : chain) {
            if (link.getErrorCode() != 0) {
                return exception(Kind.FAILED, attempt, link, e);
            }
        }
        // without a code of Oracle's it is the pool that speaks: with a cause, it could not get a connection
        return exception(e.getCause() == null ? Kind.FAILED : Kind.UNAVAILABLE, attempt, e, e);
    }

    /** The same once a request to end a session was sent. */
    public static GuardException sent(String attempt, SQLException e) {
        GuardException plain = translate(attempt, e);
        boolean answered = plain.kind() != Kind.UNAVAILABLE
                && isOfTheDatabase(plain.oraCode())
                && plain.oraCode() != NOT_COMPLETED;
        return new GuardException(
                plain.kind(),
                plain.oraCode(),
                answered ? plain.getMessage() : plain.getMessage() + "; the session's fate is unknown",
                answered ? Fate.ANSWERED : Fate.UNKNOWN,
                e);
    }

    /** Codes from 17000 to 18999 are the driver's own. */
    private static boolean isOfTheDatabase(int code) {
        return code != 0 && (code < 17_000 || code > 18_999);
    }

    private static GuardException exception(Kind kind, String attempt, SQLException telling, SQLException cause) {
        int code = Math.abs(telling.getErrorCode());
        String message = attempt + " failed: " + firstLine(telling) + advice(kind, code);
        return new GuardException(kind, code, message, cause);
    }

    /** Null for a code that says nothing to us. */
    private static Kind kind(int vendorCode) {
        return switch (Math.abs(vendorCode)) {
            case 20901, 20903, 20906, 20907, 20908 -> Kind.DENIED;
            case 20902 -> Kind.GONE;
            case 20904, 20905 -> Kind.REFUSED;
            // no view or procedure, none that compiles for this user, no grant, a view of an older guard, one that is
            // invalid: the database ran nothing of it
            case 942, 6550, 1031, 41900, 4043, 904, 4063, 6508 -> Kind.NOT_INSTALLED;
            // the guard's user cannot log in
            case 1017, 28000, 28001 -> Kind.UNAVAILABLE;
            // no listener or service, connection lost, session killed, time-outs
            case 12541, 12514, 12505, 3113, 3114, 3135, 12170, 17002, 17008, 17410, 18714, 18730, 1013, 28, 1012 ->
                Kind.UNAVAILABLE;
            // starting up or shutting down
            case 1033, 1034, 1089, 1090 -> Kind.UNAVAILABLE;
            // no session or process is left, or none is given to this user now
            case 18, 20, 1035, 2391, 12516, 12519, 12520, 12526, 12528 -> Kind.UNAVAILABLE;
            default -> null;
        };
    }

    private static String advice(Kind kind, int code) {
        if (kind == Kind.NOT_INSTALLED) {
            return " (run install.sql as SYS in that PDB and grant the guard to the datasource's user)";
        }
        return switch (code) {
            case 1017 -> " (the datasource's user name or password is wrong)";
            case 28000 -> " (the account of the datasource's user is locked)";
            case 28001 -> " (the password of the datasource's user has expired)";
            case 1013 -> " (the database did not answer in time)";
            case 18, 20, 12516, 12519, 12520 -> " (the database has no session left)";
            case 1536, 1653, 1654, 1688, 1691 ->
                " (the guard does nothing that it cannot audit: the DBA makes room for the audit, or purges it)";
            default -> "";
        };
    }

    /** Oracle's own text: the driver appends a link, the database the whole PL/SQL stack. */
    private static String firstLine(SQLException e) {
        String text = e.getMessage() == null
                ? ""
                : e.getMessage()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("")
                        .strip();
        String code = String.format(Locale.ROOT, "ORA-%05d", Math.abs(e.getErrorCode()));
        if (e.getErrorCode() == 0 || text.startsWith(code)) {
            return text.isEmpty() ? e.getClass().getSimpleName() : text;
        }
        return text.isEmpty() ? code : code + ": " + text;
    }

    /** Every SQLException behind this one, outside first: causes, next exceptions and theirs. */
    private static List<SQLException> chain(SQLException e) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<SQLException> found = new ArrayList<>();
        Deque<Throwable> open = new ArrayDeque<>();
        open.push(e);
        while (!open.isEmpty()) {
            Throwable link = open.pop();
            if (!seen.add(link)) {
                continue;
            }
            if (link instanceof SQLException sql) {
                found.add(sql);
                if (sql.getNextException() != null) {
                    open.push(sql.getNextException());
                }
            }
            if (link.getCause() != null) {
                open.push(link.getCause());
            }
        }
        return found;
    }
}
