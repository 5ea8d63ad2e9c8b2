package org.poolwarden.standin.database.h2;

import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import org.poolwarden.standin.engine.OraException;

/**
 * What Oracle would have said where H2 says no. What is not listed is an ORA-00600 with H2's words: loud, and
 * fatal.
 */
public final class H2Errors {

    private static final int LOCK_TIMEOUT = 50200;
    private static final int VALUE_TOO_LONG = 22001;
    private static final int NOT_CONVERTED = 22018;
    private static final int GENERAL = 50000;
    private static final int NOT_SUPPORTED = 50100;

    /** A number or bytes where a time is wanted; a time or bytes where a number is; anything else where bytes are. */
    private static final Pattern OTHER_TYPE = Pattern.compile("converting \"(TIMESTAMP |X')|\"\" (TIMESTAMP|BINARY)");

    /** H2 takes the second of two dates for a time of day, and stumbles. */
    private static final Pattern TWO_DATES =
            Pattern.compile("ValueTimestamp(TimeZone)? cannot be cast to class org.h2.value.ValueTimeTimeZone");

    /** A date that is multiplied, divided, or subtracted from a number. */
    private static final Pattern DATE_AS_NUMBER = Pattern.compile("(?!.*UNKNOWN).*TIMESTAMP.*");

    private record Answer(int code, String text) {}

    private static final Map<Integer, Answer> ANSWERS = Map.ofEntries(
            entry(42102, 942, "table or view does not exist"),
            entry(42103, 942, "table or view does not exist"),
            entry(42104, 942, "table or view does not exist"),
            entry(90037, 942, "table or view does not exist"),
            entry(90079, 942, "table or view does not exist"),
            entry(90096, 942, "table or view does not exist"),
            entry(42000, 900, "invalid SQL statement"),
            entry(42001, 900, "invalid SQL statement"),
            entry(23505, 1, "unique constraint violated"),
            entry(42122, 904, "invalid identifier"),
            entry(90022, 904, "invalid identifier"),
            entry(42101, 955, "name is already used by an existing object"),
            entry(42111, 955, "name is already used by an existing object"),
            entry(90035, 955, "name is already used by an existing object"),
            entry(90038, 955, "name is already used by an existing object"),
            entry(90078, 955, "name is already used by an existing object"),
            entry(42121, 957, "duplicate column name"),
            entry(42112, 1418, "specified index does not exist"),
            entry(90036, 2289, "sequence does not exist"),
            entry(23502, 1400, "cannot insert NULL"),
            entry(VALUE_TOO_LONG, 12899, "value too large for column"),
            entry(22003, 1438, "value larger than specified precision allowed for this column"),
            entry(NOT_CONVERTED, 1722, "invalid number"),
            entry(90110, 932, "inconsistent datatypes"),
            entry(50004, 902, "invalid datatype"),
            entry(90071, 1917, "user or role does not exist"),
            entry(22007, 1858, "a non-numeric character was found where a numeric was expected"),
            entry(22012, 1476, "divisor is equal to zero"),
            entry(21002, 913, "too many values, or too few"),
            entry(23503, 2292, "integrity constraint violated - child record found"),
            entry(23506, 2291, "integrity constraint violated - parent key not found"),
            entry(23513, 2290, "check constraint violated"),
            entry(40001, 60, "deadlock detected while waiting for resource"),
            entry(LOCK_TIMEOUT, 54, "resource busy and acquire with NOWAIT specified or timeout expired"),
            entry(57014, 1013, "user requested cancel of current operation"),
            entry(90016, 979, "not a GROUP BY expression"),
            entry(90040, 1031, "insufficient privileges"),
            entry(90053, 1427, "single-row subquery returns more than one row"),
            entry(90068, 1791, "not a SELECTed expression"),
            entry(90054, 934, "group function is not allowed here"),
            entry(90059, 918, "column ambiguously defined"),
            entry(90063, 1086, "savepoint never established in this session or is invalid"));

    private H2Errors() {}

    private static Map.Entry<Integer, Answer> entry(int h2, int ora, String text) {
        return Map.entry(h2, new Answer(ora, text));
    }

    public static OraException translate(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OraException ours) {
                return ours;
            }
        }
        String said = firstLine(failure);
        if (failure.getErrorCode() == VALUE_TOO_LONG && said.contains(" NUMERIC(")) {
            return new OraException(1438, "value larger than specified precision allowed: " + said, failure);
        }
        if (failure.getErrorCode() == NOT_CONVERTED && OTHER_TYPE.matcher(said).find()) {
            return new OraException(932, "inconsistent datatypes: " + said, failure);
        }
        if (failure.getErrorCode() == GENERAL && TWO_DATES.matcher(said).find()) {
            return new OraException(975, "date + date not allowed", failure);
        }
        if (failure.getErrorCode() == NOT_SUPPORTED) {
            return DATE_AS_NUMBER.matcher(said).matches()
                    ? new OraException(932, "inconsistent datatypes: " + said, failure)
                    : new OraException(3001, "unimplemented feature: " + said, failure);
        }
        Answer answer = ANSWERS.get(failure.getErrorCode());
        return answer == null
                ? new OraException(
                        600,
                        "internal error code, arguments: [" + failure.getErrorCode() + "], [" + said + "]",
                        failure)
                : new OraException(answer.code, answer.text + ": " + said, failure);
    }

    public static boolean isLockTimeout(SQLException failure) {
        return failure.getErrorCode() == LOCK_TIMEOUT;
    }

    private static String firstLine(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf("; SQL statement:");
        return end < 0 ? message : message.substring(0, end);
    }
}
