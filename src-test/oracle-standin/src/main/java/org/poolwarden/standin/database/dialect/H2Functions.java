package org.poolwarden.standin.database.dialect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.h2.value.Value;
import org.poolwarden.standin.engine.OraException;

/** What the rewritten statements call. Called by H2, in the thread of the statement. */
public final class H2Functions {

    private static final int DIGITS = 40;
    private static final MathContext EXTRA = new MathContext(DIGITS + 20, RoundingMode.HALF_UP);
    private static final BigDecimal SECONDS_OF_A_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());
    private static final int LONGEST_NUMBER = 40;

    private H2Functions() {}

    /** By their names in SQL, those of the methods. */
    public static Map<String, String> aliases() {
        String me = H2Functions.class.getName();
        return Map.of(
                "ORA_DIVIDE", me + ".divide",
                "ORA_MULTIPLY", me + ".multiply",
                "ORA_MOD", me + ".mod",
                "ORA_DAYS", me + ".days",
                "ORA_TEXT", me + ".text",
                "ORA_SUBSTR", me + ".substr");
    }

    /** ORA-01476 for a divisor of 0. */
    public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) throws OraException {
        if (dividend == null || divisor == null) {
            return null;
        }
        if (divisor.signum() == 0) {
            throw new OraException(1476, "divisor is equal to zero");
        }
        return rounded(dividend.divide(divisor, EXTRA));
    }

    public static BigDecimal multiply(BigDecimal one, BigDecimal other) throws OraException {
        return one == null || other == null ? null : rounded(one.multiply(other));
    }

    /** The dividend itself for a divisor of 0. */
    public static BigDecimal mod(BigDecimal dividend, BigDecimal divisor) {
        if (dividend == null || divisor == null) {
            return null;
        }
        return divisor.signum() == 0 ? dividend : dividend.remainder(divisor);
    }

    /** Between two dates. */
    public static BigDecimal days(LocalDateTime end, LocalDateTime start) throws OraException {
        if (end == null || start == null) {
            return null;
        }
        return divide(BigDecimal.valueOf(Duration.between(start, end).toSeconds()), SECONDS_OF_A_DAY);
    }

    /** A number as TO_CHAR writes it without a format, or a text as it is. */
    public static String text(Value value) throws OraException {
        return switch (value.getValueType()) {
            case Value.NULL -> null;
            case Value.CHAR, Value.VARCHAR, Value.VARCHAR_IGNORECASE -> value.getString();
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT, Value.NUMERIC, Value.DECFLOAT ->
                number(value.getBigDecimal());
            default ->
                throw Conversions.notHere(
                        "conversion of " + Value.getTypeName(value.getValueType()) + " to a text by itself");
        };
    }

    private static String number(BigDecimal number) throws OraException {
        BigDecimal stripped = number.stripTrailingZeros();
        String plain = (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
        if (plain.length() > LONGEST_NUMBER) {
            throw Conversions.notHere("text of a number of more than " + LONGEST_NUMBER + " characters");
        }
        return plain.replaceFirst("^(-?)0\\.", "$1.");
    }

    public static String substr(String text, BigDecimal start) {
        return substr(text, start, BigDecimal.valueOf(Integer.MAX_VALUE));
    }

    /** From 1; from the end, if negative; 0 is 1. */
    public static String substr(String text, BigDecimal start, BigDecimal length) {
        if (text == null || start == null || length == null) {
            return null;
        }
        int from = start.intValue();
        from = from > 0 ? from - 1 : from < 0 ? text.length() + from : 0;
        long end = Math.min((long) from + length.longValue(), text.length());
        return from < 0 || end <= from ? null : text.substring(from, (int) end);
    }

    /** To 20 digits of base 100, which are 39 or 40 decimal ones. */
    private static BigDecimal rounded(BigDecimal exact) throws OraException {
        if (exact.signum() == 0) {
            return BigDecimal.ZERO;
        }
        int leading = exact.precision() - exact.scale();
        int digits = Math.floorMod(leading, 2) == 1 ? DIGITS - 1 : DIGITS;
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_UP));
        if (rounded.precision() - rounded.scale() > 126) {
            throw new OraException(1426, "numeric overflow");
        }
        return rounded;
    }
}
