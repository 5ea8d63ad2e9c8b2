package org.poolwarden.standin.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.ProtocolException;

/**
 * Reads TTC's primitives from a client's messages. A value may straddle packets. Nothing is allocated on a mere claim
 * of the client: every length is checked first.
 */
public final class TtcInput {

    /** A single value: far above a VARCHAR2, far below what would hurt. */
    static final int LONGEST_VALUE = 1 << 20;

    private static final int LONGEST_MESSAGE = 32 << 20;
    private static final int FLAGS = 2;
    private static final int CHUNKED = 0xfe;
    private static final int NULL = 0xff;

    private final Channel channel;
    private byte[] packet = new byte[0];
    private int position;
    private int messageBytes;
    private boolean textsHaveLengths;

    public TtcInput(Channel channel) {
        this.channel = channel;
    }

    /** Whether this client puts a length in front of each text, although it has sent one earlier; ojdbc does not. */
    public void textsHaveLengths(boolean have) {
        textsHaveLengths = have;
    }

    /** A request must be read to its last byte; anything left of it is something that we do not know. */
    public void endOfMessage() throws ProtocolException {
        if (position < packet.length) {
            throw new ProtocolException((packet.length - position) + " unknown bytes after the request");
        }
        messageBytes = 0;
    }

    /** Forgets the rest of a request that was broken off. */
    public void discard() {
        position = packet.length;
        messageBytes = 0;
    }

    public int u1() throws IOException {
        while (position >= packet.length) {
            nextPacket();
        }
        return packet[position++] & 0xff;
    }

    /** Two bytes, the high one first. */
    public int be2() throws IOException {
        return u1() << 8 | u1();
    }

    /** Two bytes, the low one first. */
    public int le2() throws IOException {
        return u1() | u1() << 8;
    }

    /** An integer of variable length. */
    public long ub() throws IOException {
        int head = u1();
        int length = head & 0x7f;
        if (length > Long.BYTES) {
            throw new ProtocolException("integer of " + length + " bytes");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | u1();
        }
        return (head & 0x80) == 0 ? value : -value;
    }

    /** A count or length that must be between 0 and the limit. */
    public int count(int most, String what) throws IOException {
        long value = ub();
        if (value < 0 || value > most) {
            throw new ProtocolException(what + ": " + value);
        }
        return (int) value;
    }

    /** A pointer: whether what it points at follows. */
    public boolean pointer() throws IOException {
        return u1() != 0;
    }

    /** Reads past that many integers of variable length. */
    public void skipUb(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            ub();
        }
    }

    /** Reads past that many bytes. */
    public void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            u1();
        }
    }

    /** The scale of a number, in the form that the client asked for. */
    public void skipScale(MessageLayout layout) throws IOException {
        if (layout.byteScales()) {
            u1();
        } else {
            ub();
        }
    }

    /** Exactly that many bytes. */
    public byte[] bytes(int length) throws IOException {
        if (length > LONGEST_VALUE) {
            throw new ProtocolException("value of " + length + " bytes");
        }
        byte[] value = new byte[length];
        for (int done = 0; done < length; ) {
            while (position >= packet.length) {
                nextPacket();
            }
            int part = Math.min(length - done, packet.length - position);
            System.arraycopy(packet, position, value, done, part);
            position += part;
            done += part;
        }
        return value;
    }

    /** Text whose length was sent earlier. */
    public String text(int length) throws IOException {
        return new String(textsHaveLengths && length > 0 ? clr(length) : bytes(length), StandardCharsets.UTF_8);
    }

    private byte[] clr(int announced) throws IOException {
        byte[] value = clr();
        if (value == null || value.length != announced) {
            throw new ProtocolException("text of another length than the announced " + announced);
        }
        return value;
    }

    /** A value with its length, perhaps in chunks; null if it is empty, as Oracle has it. */
    public byte[] clr() throws IOException {
        int length = u1();
        if (length == 0 || length == NULL) {
            return null;
        }
        return length == CHUNKED ? chunks() : bytes(length);
    }

    /** A value with a length in front, then once more as {@link #clr}; null if it is empty. */
    public byte[] dlc() throws IOException {
        return count(LONGEST_VALUE, "length of a value") == 0 ? null : clr();
    }

    /** As {@link #dlc}, for text; an absent one is empty. */
    public String dlcText() throws IOException {
        byte[] value = dlc();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        int length = count(LONGEST_VALUE, "length of a chunk");
        while (length > 0) {
            value.writeBytes(bytes(length));
            length = count(LONGEST_VALUE - value.size(), "length of a chunk");
        }
        return value.size() == 0 ? null : value.toByteArray();
    }

    private void nextPacket() throws IOException {
        packet = channel.takeData();
        position = FLAGS;
        messageBytes += packet.length;
        if (messageBytes > LONGEST_MESSAGE) {
            throw new ProtocolException("message of more than " + LONGEST_MESSAGE + " bytes");
        }
    }
}
