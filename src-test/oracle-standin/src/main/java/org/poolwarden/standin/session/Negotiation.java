package org.poolwarden.standin.session;

import java.io.IOException;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.ProtocolException;

/** Protocol and data type negotiation. What clients may choose differently is kept in the {@link MessageLayout}. */
final class Negotiation {

    private static final int PROTOCOL = 1;
    private static final int DATA_TYPES = 2;
    private static final int PROTOCOL_VERSION = 6;
    private static final int AL32UTF8 = 873;
    private static final int AL16UTF16 = 2000;
    private static final int LONGEST_BANNER = 256;
    private static final int MOST_TYPES = 2000;
    private static final int LENGTHS_BEFORE_TEXT = 0x02;
    /** The type of a column's scale. */
    private static final int SMALL_INTEGER = 27;

    private static final int VARIABLE_LENGTH = 1;
    private static final int PLAIN_BYTE = 10;
    /** The type of error messages as they are since Oracle 20. */
    private static final int LONG_ERROR = 652;

    private final Channel channel;
    private final TtcInput in;
    private final int fieldVersion;

    Negotiation(Channel channel, TtcInput in, int fieldVersion) {
        this.channel = channel;
        this.in = in;
        this.fieldVersion = fieldVersion;
    }

    MessageLayout run() throws IOException {
        protocol();
        return dataTypes();
    }

    private void protocol() throws IOException {
        int first = in.u1();
        if (first == NativeServices.MESSAGE) {
            new NativeServices(channel, in).decline();
            first = in.u1();
        }
        expect(PROTOCOL, first);
        skipTerminated();
        skipTerminated();
        in.endOfMessage();
        TtcOutput out = new TtcOutput();
        out.u1(PROTOCOL).u1(PROTOCOL_VERSION).u1(0).ascii("x86_64/Linux 2.4.xx").u1(0);
        out.le2(AL32UTF8).u1(1).le2(0);
        // A block of 11 bytes, of which only the national character set is read.
        out.be2(11).zeros(9).be2(AL16UTF16);
        byte[] compileTime = Capabilities.compileTime(fieldVersion);
        byte[] runTime = Capabilities.runTime();
        out.u1(compileTime.length).raw(compileTime).u1(runTime.length).raw(runTime);
        channel.sendData(out.toByteArray());
    }

    /** The reply is the client's own list of types: what it wants is what it gets. */
    private MessageLayout dataTypes() throws IOException {
        expect(DATA_TYPES, in.u1());
        in.skip(4);
        int flags = in.u1();
        byte[] client = in.bytes(in.u1());
        in.skip(in.u1());
        in.textsHaveLengths((flags & LENGTHS_BEFORE_TEXT) != 0);
        if (client.length <= Capabilities.CHUNK_LENGTHS
                || (client[Capabilities.CHUNK_LENGTHS] & Capabilities.LONG_CHUNKS) == 0) {
            throw new ProtocolException("a client without long chunks");
        }
        TtcOutput out = new TtcOutput().u1(DATA_TYPES);
        Types types = echoTypes(out);
        in.endOfMessage();
        channel.sendData(out.toByteArray());
        int clientVersion = client[Capabilities.FIELD_VERSION] & 0xff;
        if (clientVersion < MessageLayout.ORACLE_12_1) {
            throw new ProtocolException("client of field version " + clientVersion);
        }
        int common = Math.min(fieldVersion, clientVersion);
        return new MessageLayout(common, types.byteScales, types.longErrors && common >= MessageLayout.ORACLE_20);
    }

    /** What the client's list of types says of the layout of messages. */
    private record Types(boolean byteScales, boolean longErrors) {}

    private Types echoTypes(TtcOutput out) throws IOException {
        boolean byteScales = false;
        boolean longErrors = false;
        for (int i = 0; i < MOST_TYPES; i++) {
            int type = in.be2();
            out.be2(type);
            if (type == 0) {
                return new Types(byteScales, longErrors);
            }
            int conversion = in.be2();
            out.be2(conversion);
            if (conversion != 0) {
                longErrors |= type == LONG_ERROR;
                int representation = in.be2();
                if (type == SMALL_INTEGER) {
                    byteScales = byteScales(representation);
                }
                out.be2(representation).be2(in.be2());
            }
        }
        throw new ProtocolException("more than " + MOST_TYPES + " data types");
    }

    private static boolean byteScales(int representation) throws ProtocolException {
        if (representation != VARIABLE_LENGTH && representation != PLAIN_BYTE) {
            throw new ProtocolException("scales in form " + representation);
        }
        return representation == PLAIN_BYTE;
    }

    private static void expect(int message, int got) throws ProtocolException {
        if (got != message) {
            throw new ProtocolException("expected message " + message + ", got " + got);
        }
    }

    private void skipTerminated() throws IOException {
        for (int i = 0; i < LONGEST_BANNER; i++) {
            if (in.u1() == 0) {
                return;
            }
        }
        throw new ProtocolException("endless banner");
    }
}
