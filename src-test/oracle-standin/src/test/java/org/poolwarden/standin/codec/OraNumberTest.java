package org.poolwarden.standin.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.packet.ProtocolException;

class OraNumberTest {

    /** Bytes as Oracle's documentation of NUMBER and its DUMP function show them. */
    @ParameterizedTest
    @CsvSource({
        "0, 80",
        "1, c102",
        "10, c10b",
        "99, c164",
        "100, c202",
        "-1, 3e6466",
        "-100, 3d6466",
        "0.1, c00b",
        "0.01, c002",
        "0.05, c006",
        "-0.05, 3f6066",
        "123.45, c202182e",
        "-123.45, 3d644e3866",
        "1E125, ff0b",
        "1E-130, 8002"
    })
    void hasTheBytesOfOracle(BigDecimal number, String hex) throws ProtocolException {
        assertArrayEquals(HexFormat.of().parseHex(hex), OraNumber.encode(number));
        assertEquals(0, number.compareTo(OraNumber.decode(HexFormat.of().parseHex(hex))));
    }

    @Test
    void everyScaleOfEverySignRoundTrips() throws ProtocolException {
        Random random = new Random(1);
        for (int digits = 1; digits <= 39; digits++) {
            for (int exponent = -130; exponent <= 126 - digits; exponent++) {
                BigInteger unscaled = new BigInteger(128, random).mod(BigInteger.TEN.pow(digits));
                BigDecimal number = new BigDecimal(unscaled, -exponent);
                assertEquals(0, number.compareTo(OraNumber.decode(OraNumber.encode(number))), number::toString);
                assertEquals(0, number.negate().compareTo(OraNumber.decode(OraNumber.encode(number.negate()))));
            }
        }
    }

    @Test
    void whatIsTooPreciseIsRoundedWhatIsTooSmallIsZero() throws ProtocolException {
        BigDecimal nines = new BigDecimal("9".repeat(41));
        assertEquals(0, new BigDecimal("1E41").compareTo(OraNumber.decode(OraNumber.encode(nines))));
        BigDecimal third = new BigDecimal("0." + "3".repeat(50));
        assertEquals(new BigDecimal("0." + "3".repeat(40)), OraNumber.decode(OraNumber.encode(third)));
        assertEquals(BigDecimal.ZERO, OraNumber.decode(OraNumber.encode(new BigDecimal("1E-131"))));
        assertEquals(BigDecimal.ZERO, OraNumber.decode(OraNumber.encode(new BigDecimal("-0.00"))));
    }

    @Test
    void whatIsTooLargeIsAnOverflow() {
        assertThrows(ArithmeticException.class, () -> OraNumber.encode(new BigDecimal("1E126")));
        assertThrows(ArithmeticException.class, () -> OraNumber.encode(new BigDecimal("-1E126")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1", "c100", "c166", "3e66", "00", "ff65", "c1020202020202020202020202020202020202020202"})
    void malformedBytesAreAnError(String hex) {
        assertThrows(
                ProtocolException.class, () -> OraNumber.decode(HexFormat.of().parseHex(hex)));
    }
}
