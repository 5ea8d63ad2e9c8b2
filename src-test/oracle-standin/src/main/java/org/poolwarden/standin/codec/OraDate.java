package org.poolwarden.standin.codec;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.poolwarden.standin.packet.ProtocolException;

/** DATE (7 bytes), TIMESTAMP (11, or 7 without a fraction) and TIMESTAMP WITH TIME ZONE (13, in UTC with an offset). */
final class OraDate {

    private static final int DATE = 7;
    private static final int TIMESTAMP = 11;
    private static final int TIMESTAMP_TZ = 13;
    private static final int REGION = 0x80;

    private OraDate() {}

    /** Cuts off what is below a second. */
    static byte[] encodeDate(LocalDateTime time) {
        return date(ByteBuffer.allocate(DATE), time).array();
    }

    static byte[] encodeTimestamp(LocalDateTime time) {
        return time.getNano() == 0
                ? encodeDate(time)
                : date(ByteBuffer.allocate(TIMESTAMP), time)
                        .putInt(time.getNano())
                        .array();
    }

    static byte[] encodeTimestampTz(OffsetDateTime time) {
        int offset = time.getOffset().getTotalSeconds() / 60;
        LocalDateTime utc = time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        return date(ByteBuffer.allocate(TIMESTAMP_TZ), utc)
                .putInt(time.getNano())
                .put((byte) (offset / 60 + 20))
                .put((byte) (offset % 60 + 60))
                .array();
    }

    /** A DATE or TIMESTAMP. */
    static LocalDateTime decode(byte[] bytes) throws ProtocolException {
        if (bytes.length != DATE && bytes.length != TIMESTAMP) {
            throw new ProtocolException("date of " + bytes.length + " bytes");
        }
        return local(bytes);
    }

    static OffsetDateTime decodeTz(byte[] bytes) throws ProtocolException {
        if (bytes.length != TIMESTAMP_TZ || (bytes[11] & REGION) != 0) {
            throw new ProtocolException("time stamp of " + bytes.length + " bytes, or with a named time zone");
        }
        try {
            ZoneOffset offset = ZoneOffset.ofHoursMinutes(bytes[11] - 20, bytes[12] - 60);
            return local(bytes).atOffset(ZoneOffset.UTC).withOffsetSameInstant(offset);
        } catch (DateTimeException e) {
            throw new ProtocolException("no such time: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer date(ByteBuffer to, LocalDateTime time) {
        return to.put((byte) (time.getYear() / 100 + 100))
                .put((byte) (time.getYear() % 100 + 100))
                .put((byte) time.getMonthValue())
                .put((byte) time.getDayOfMonth())
                .put((byte) (time.getHour() + 1))
                .put((byte) (time.getMinute() + 1))
                .put((byte) (time.getSecond() + 1));
    }

    private static LocalDateTime local(byte[] bytes) throws ProtocolException {
        int year = ((bytes[0] & 0xff) - 100) * 100 + (bytes[1] & 0xff) - 100;
        int nanos = bytes.length > DATE ? ByteBuffer.wrap(bytes).getInt(DATE) : 0;
        try {
            return LocalDateTime.of(year, bytes[2], bytes[3], bytes[4] - 1, bytes[5] - 1, bytes[6] - 1, nanos);
        } catch (DateTimeException e) {
            throw new ProtocolException("no such time: " + e.getMessage(), e);
        }
    }
}
