package org.poolwarden.standin.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.packet.ProtocolException;

/** Every value of every type survives its bytes, and bytes sort as values do, as Oracle's indexes rely on. */
class ValuesPropertyTest {

    private static final int LONGEST_NUMBER = 22;

    @Property(tries = 20_000)
    void aNumberSurvives(@ForAll("numbers") BigDecimal number) throws ProtocolException {
        byte[] bytes = ValueCodec.encode(OraType.NUMBER, number);
        assertTrue(bytes.length <= LONGEST_NUMBER);
        assertEquals(0, number.compareTo((BigDecimal) ValueCodec.decode(OraType.NUMBER, bytes)));
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void numbersSortAsTheirBytes(@ForAll("numbers") BigDecimal a, @ForAll("numbers") BigDecimal b) {
        assertEquals(a.compareTo(b), order(OraType.NUMBER, a, b));
    }

    @Property(tries = 5_000)
    void aTextSurvives(@ForAll("texts") String text, @ForAll("textTypes") OraType type) throws ProtocolException {
        assertEquals(text, survivor(type, text));
    }

    @Property
    void aRawSurvives(@ForAll("raws") byte[] raw) throws ProtocolException {
        assertArrayEquals(raw, (byte[]) survivor(OraType.RAW, raw));
    }

    @Property(tries = 10_000)
    void aDateSurvivesAndSorts(@ForAll("dates") LocalDateTime a, @ForAll("dates") LocalDateTime b)
            throws ProtocolException {
        assertEquals(a, survivor(OraType.DATE, a));
        assertEquals(Integer.signum(a.compareTo(b)), order(OraType.DATE, a, b));
    }

    @Property(tries = 10_000)
    void aTimestampSurvives(@ForAll("timestamps") LocalDateTime time) throws ProtocolException {
        assertEquals(time, survivor(OraType.TIMESTAMP, time));
    }

    @Property(tries = 10_000)
    void aTimestampKeepsItsZone(@ForAll("zonedTimestamps") OffsetDateTime time) throws ProtocolException {
        assertEquals(time, survivor(OraType.TIMESTAMP_TZ, time));
    }

    @Property
    void aNullStaysOne(@ForAll OraType type) throws ProtocolException {
        assertNull(ValueCodec.decode(type, ValueCodec.encode(type, null)));
    }

    private static Object survivor(OraType type, Object value) throws ProtocolException {
        return ValueCodec.decode(type, ValueCodec.encode(type, value));
    }

    private static int order(OraType type, Object a, Object b) {
        return Integer.signum(Arrays.compareUnsigned(ValueCodec.encode(type, a), ValueCodec.encode(type, b)));
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return OracleValues.numbers();
    }

    @Provide
    Arbitrary<String> texts() {
        return OracleValues.texts(1000);
    }

    @Provide
    Arbitrary<OraType> textTypes() {
        return Arbitraries.of(OraType.VARCHAR2, OraType.CHAR, OraType.LONG);
    }

    @Provide
    Arbitrary<byte[]> raws() {
        return OracleValues.raws(2000);
    }

    @Provide
    Arbitrary<LocalDateTime> dates() {
        return OracleValues.dates();
    }

    @Provide
    Arbitrary<LocalDateTime> timestamps() {
        return OracleValues.timestamps();
    }

    @Provide
    Arbitrary<OffsetDateTime> zonedTimestamps() {
        return OracleValues.zonedTimestamps();
    }
}
