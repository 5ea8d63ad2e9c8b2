package org.poolwarden.standin.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.time.api.DateTimes;

/** Whatever Oracle can hold in a column of each type; nothing is null or empty here. */
public final class OracleValues {

    private static final int MOST_DIGITS = 38;
    private static final int SMALLEST_EXPONENT = -130;
    private static final int LARGEST_EXPONENT = 125;
    private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 2, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 30, 23, 59, 59);

    private OracleValues() {}

    /** 1 to 38 digits anywhere from 1E-130 to below 1E126, both signs and 0; many of them short. */
    public static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.integers().between(1, MOST_DIGITS).flatMap(digits -> Combinators.combine(
                        Arbitraries.bigIntegers()
                                .between(
                                        BigInteger.TEN.pow(digits).negate().add(BigInteger.ONE),
                                        BigInteger.TEN.pow(digits).subtract(BigInteger.ONE)),
                        Arbitraries.integers().between(SMALLEST_EXPONENT, LARGEST_EXPONENT - digits + 1))
                .as((unscaled, exponent) -> new BigDecimal(unscaled, -exponent)));
    }

    /** Unicode of all planes, without the halves of pairs that UTF-8 does not know. */
    public static Arbitrary<String> texts(int mostCharacters) {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(mostCharacters)
                .filter(text ->
                        text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    public static Arbitrary<byte[]> raws(int mostBytes) {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(mostBytes);
    }

    /** Whole seconds of our era. */
    public static Arbitrary<LocalDateTime> dates() {
        return DateTimes.dateTimes().between(FIRST, LAST).ofPrecision(ChronoUnit.SECONDS);
    }

    /** To the nanosecond. */
    public static Arbitrary<LocalDateTime> timestamps() {
        return DateTimes.dateTimes().between(FIRST, LAST).ofPrecision(ChronoUnit.NANOS);
    }

    /** With every offset that Oracle allows, to the minute. */
    public static Arbitrary<OffsetDateTime> zonedTimestamps() {
        return Combinators.combine(timestamps(), Arbitraries.integers().between(-12 * 60, 14 * 60))
                .as((time, minutes) -> time.atOffset(ZoneOffset.ofTotalSeconds(60 * minutes)));
    }
}
