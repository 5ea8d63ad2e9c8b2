package org.poolwarden.standin.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.packet.ProtocolException;

/** Values of SQL to and from their bytes on the wire. A null stays null. */
public final class ValueCodec {

    private ValueCodec() {}

    /**
     * The engine's value of a column or an OUT bind.
     *
     * @throws ClassCastException if the engine's value is not of a class that the type asks for
     * @throws ArithmeticException if a NUMBER is too large
     */
    public static byte[] encode(OraType type, Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case NUMBER -> OraNumber.encode((BigDecimal) value);
            case DATE -> OraDate.encodeDate((LocalDateTime) value);
            case TIMESTAMP -> OraDate.encodeTimestamp((LocalDateTime) value);
            case TIMESTAMP_TZ -> OraDate.encodeTimestampTz((OffsetDateTime) value);
            case RAW -> (byte[]) value;
            case VARCHAR2, CHAR, LONG -> ((String) value).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** The client's value of a bind, of the class that {@link org.poolwarden.standin.engine.Bind} names. */
    public static Object decode(OraType type, byte[] bytes) throws ProtocolException {
        if (bytes == null) {
            return null;
        }
        return switch (type) {
            case NUMBER -> OraNumber.decode(bytes);
            case DATE, TIMESTAMP -> OraDate.decode(bytes);
            case TIMESTAMP_TZ -> OraDate.decodeTz(bytes);
            case RAW -> bytes;
            case VARCHAR2, CHAR, LONG -> text(bytes);
        };
    }

    private static String text(byte[] bytes) throws ProtocolException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException("text that is not UTF-8", e);
        }
    }
}
