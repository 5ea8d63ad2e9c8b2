package org.poolwarden.standin.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds one message of TTC's primitives, the mirror of {@link TtcInput}. */
public final class TtcOutput {

    private static final int LONGEST_SHORT_VALUE = 252;
    private static final int CHUNK = 32_767;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** What was written so far. */
    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    public TtcOutput u1(int value) {
        bytes.write(value);
        return this;
    }

    /** Two bytes, the high one first. */
    public TtcOutput be2(int value) {
        return u1(value >> 8).u1(value);
    }

    /** Two bytes, the low one first. */
    public TtcOutput le2(int value) {
        return u1(value).u1(value >> 8);
    }

    public TtcOutput be4(int value) {
        return be2(value >> 16).be2(value);
    }

    public TtcOutput raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    /** ASCII text as it is, without a length. */
    public TtcOutput ascii(String value) {
        return raw(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** An integer of variable length. */
    public TtcOutput ub(long value) {
        long magnitude = Math.abs(value);
        int length = (Long.SIZE - Long.numberOfLeadingZeros(magnitude) + 7) / Byte.SIZE;
        u1(value < 0 ? length | 0x80 : length);
        for (int i = length - 1; i >= 0; i--) {
            u1((int) (magnitude >> Byte.SIZE * i));
        }
        return this;
    }

    /** The scale of a number, in the form that the client asked for. */
    public TtcOutput scale(int value, MessageLayout layout) {
        return layout.byteScales() ? u1(value) : ub(value);
    }

    /** That many zeros as integers of variable length. */
    public TtcOutput zeros(int count) {
        for (int i = 0; i < count; i++) {
            u1(0);
        }
        return this;
    }

    /** A value with its length, in chunks if it is long; null and empty are the same. */
    public TtcOutput clr(byte[] value) {
        if (value == null || value.length <= LONGEST_SHORT_VALUE) {
            return value == null ? u1(0) : u1(value.length).raw(value);
        }
        u1(0xfe);
        for (int sent = 0; sent < value.length; sent += CHUNK) {
            int size = Math.min(CHUNK, value.length - sent);
            ub(size);
            bytes.write(value, sent, size);
        }
        return ub(0);
    }

    /** A value with a length in front, then once more as {@link #clr}. */
    public TtcOutput dlc(byte[] value) {
        return value.length == 0 ? ub(0) : ub(value.length).clr(value);
    }

    /** As {@link #dlc(byte[])}, for text. */
    public TtcOutput dlc(String value) {
        return dlc(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A key, its value and a flag word. */
    public TtcOutput pair(String key, String value, int flags) {
        return dlc(key).dlc(value).ub(flags);
    }

    /** As {@link #pair(String, String, int)} without flags. */
    public TtcOutput pair(String key, String value) {
        return pair(key, value, 0);
    }
}
