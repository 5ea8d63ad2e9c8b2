package org.poolwarden.standin.session;

import java.io.IOException;
import org.poolwarden.standin.codec.Dialect;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.ProtocolException;

/** Protocol and data type negotiation. Insists on the dialect of ojdbc where clients differ. */
final class Negotiation {

    private static final int PROTOCOL = 1;
    private static final int DATA_TYPES = 2;
    private static final int PROTOCOL_VERSION = 6;
    private static final int AL32UTF8 = 873;
    private static final int AL16UTF16 = 2000;
    private static final int LONGEST_BANNER = 256;
    private static final int MOST_TYPES = 2000;
    private static final int LENGTHS_BEFORE_TEXT = 0x02;
    /** The type that carries a column's scale: 1 means an integer of variable length. */
    private static final int SMALL_INTEGER = 27;

    private final Channel channel;
    private final TtcInput in;
    private final int fieldVersion;

    Negotiation(Channel channel, TtcInput in, int fieldVersion) {
        this.channel = channel;
        this.in = in;
        this.fieldVersion = fieldVersion;
    }

    Dialect run() throws IOException {
        protocol();
        return dataTypes();
    }

    private void protocol() throws IOException {
        expect(PROTOCOL);
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
    private Dialect dataTypes() throws IOException {
        expect(DATA_TYPES);
        in.skip(4);
        int flags = in.u1();
        byte[] client = in.bytes(in.u1());
        in.skip(in.u1());
        if (client.length <= Capabilities.CHUNK_LENGTHS
                || (flags & LENGTHS_BEFORE_TEXT) != 0
                || (client[Capabilities.CHUNK_LENGTHS] & Capabilities.LONG_CHUNKS) == 0) {
            throw new ProtocolException("not the dialect of ojdbc: flags " + flags);
        }
        TtcOutput out = new TtcOutput().u1(DATA_TYPES);
        echoTypes(out);
        in.endOfMessage();
        channel.sendData(out.toByteArray());
        int clientVersion = client[Capabilities.FIELD_VERSION] & 0xff;
        if (clientVersion < Dialect.ORACLE_12_1) {
            throw new ProtocolException("client of field version " + clientVersion);
        }
        return new Dialect(Math.min(fieldVersion, clientVersion));
    }

    private void echoTypes(TtcOutput out) throws IOException {
        for (int i = 0; i < MOST_TYPES; i++) {
            int type = in.be2();
            out.be2(type);
            if (type == 0) {
                return;
            }
            int conversion = in.be2();
            out.be2(conversion);
            if (conversion != 0) {
                int representation = in.be2();
                if (type == SMALL_INTEGER && representation != 1) {
                    throw new ProtocolException("not the dialect of ojdbc: scale in form " + representation);
                }
                out.be2(representation).be2(in.be2());
            }
        }
        throw new ProtocolException("more than " + MOST_TYPES + " data types");
    }

    private void expect(int message) throws IOException {
        int got = in.u1();
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
