package org.poolwarden.standin.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.poolwarden.standin.packet.ProtocolException;

/**
 * Oracle's NUMBER: an exponent byte and up to 20 digits of base 100. Negative numbers are stored as their complement,
 * with a byte 102 after fewer than 20 digits, so that bytes compare as numbers do.
 */
final class OraNumber {

    private static final int MOST_DIGITS = 20;
    private static final int EXPONENT_BIAS = 193;
    private static final int POSITIVE = 0x80;
    private static final int TERMINATOR = 102;
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);
    /** The first power of 100 that is too large, and the smallest that is not too small. */
    private static final int EXPONENTS_END = 63;

    private static final int EXPONENTS_START = -65;

    private OraNumber() {}

    /**
     * Rounded to what 20 digits of base 100 can hold; 0 below 1E-130.
     *
     * @throws ArithmeticException from 1E126 on: ORA-01426 in Oracle
     */
    static byte[] encode(BigDecimal number) {
        BigDecimal exact = number.abs().stripTrailingZeros();
        BigDecimal rounded = round(exact).stripTrailingZeros();
        if (rounded.signum() == 0) {
            return new byte[] {(byte) POSITIVE};
        }
        int exponent = exponent(rounded);
        if (exponent >= EXPONENTS_END) {
            throw new ArithmeticException("numeric overflow: " + number.toEngineeringString());
        }
        if (exponent < EXPONENTS_START) {
            return new byte[] {(byte) POSITIVE};
        }
        return bytes(digits(rounded), exponent, number.signum() < 0);
    }

    /** Never with a negative scale: integers are plain. */
    static BigDecimal decode(byte[] bytes) throws ProtocolException {
        int head = bytes[0] & 0xff;
        if (head == POSITIVE && bytes.length == 1) {
            return BigDecimal.ZERO;
        }
        boolean negative = head < POSITIVE;
        int end = bytes.length;
        if (negative && (bytes[end - 1] & 0xff) == TERMINATOR) {
            end--;
        }
        if (end < 2 || end > MOST_DIGITS + 1) {
            throw new ProtocolException("NUMBER of " + bytes.length + " bytes");
        }
        BigInteger digits = BigInteger.ZERO;
        for (int i = 1; i < end; i++) {
            digits = digits.multiply(HUNDRED).add(BigInteger.valueOf(digit(bytes[i] & 0xff, negative)));
        }
        int exponent = (negative ? ~head & 0xff : head) - EXPONENT_BIAS;
        BigDecimal value = new BigDecimal(digits).scaleByPowerOfTen(2 * (exponent - (end - 2)));
        BigDecimal plain = value.stripTrailingZeros();
        plain = plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain;
        return negative ? plain.negate() : plain;
    }

    private static int digit(int stored, boolean negative) throws ProtocolException {
        int digit = negative ? 101 - stored : stored - 1;
        if (digit < 0 || digit > 99) {
            throw new ProtocolException("NUMBER with a byte " + stored);
        }
        return digit;
    }

    /** 39 or 40 decimal digits, whichever fills 20 of base 100. */
    private static BigDecimal round(BigDecimal value) {
        if (value.signum() == 0) {
            return value;
        }
        int leading = value.precision() - value.scale();
        boolean firstDigitIsSingle = Math.floorMod(leading, 2) == 1;
        int precision = 2 * MOST_DIGITS - (firstDigitIsSingle ? 1 : 0);
        return value.round(new MathContext(precision, RoundingMode.HALF_UP));
    }

    /** The power of 100 of the first digit. */
    private static int exponent(BigDecimal value) {
        return Math.floorDiv(value.precision() - value.scale() - 1, 2);
    }

    /** The digits of base 100, the first one not 0, the last one not 0. */
    private static byte[] digits(BigDecimal value) {
        String decimal = value.unscaledValue().toString();
        boolean firstIsSingle = Math.floorMod(value.precision() - value.scale(), 2) == 1;
        String even = firstIsSingle ? "0" + decimal : decimal;
        String padded = even.length() % 2 == 0 ? even : even + "0";
        byte[] digits = new byte[padded.length() / 2];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = Byte.parseByte(padded.substring(2 * i, 2 * i + 2));
        }
        return digits;
    }

    private static byte[] bytes(byte[] digits, int exponent, boolean negative) {
        boolean terminated = negative && digits.length < MOST_DIGITS;
        byte[] bytes = new byte[1 + digits.length + (terminated ? 1 : 0)];
        int head = EXPONENT_BIAS + exponent;
        bytes[0] = (byte) (negative ? ~head : head);
        for (int i = 0; i < digits.length; i++) {
            bytes[1 + i] = (byte) (negative ? 101 - digits[i] : digits[i] + 1);
        }
        if (terminated) {
            bytes[bytes.length - 1] = TERMINATOR;
        }
        return bytes;
    }
}
