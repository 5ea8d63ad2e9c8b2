package org.poolwarden.standin.session;

import java.io.IOException;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.ProtocolException;

/**
 * The negotiation of authentication, encryption and checksums by the network layer. ACCEPT says that there is none, but
 * python-oracledb 1 asks all the same, and is told that nothing is active.
 */
final class NativeServices {

    /** The first byte of a request, and of the answer. */
    static final int MESSAGE = 0xde;

    private static final int MAGIC = 0xdeadbeef;
    private static final int HEADER = 13;
    private static final int LONGEST = 4096;
    private static final int VERSION = 0x13000000;

    private static final int AUTHENTICATION = 1;
    private static final int ENCRYPTION = 2;
    private static final int INTEGRITY = 3;
    private static final int SUPERVISOR = 4;

    private static final int BYTES = 1;
    private static final int BYTE = 2;
    private static final int SHORTS = 3;
    private static final int VERSION_FIELD = 5;
    private static final int STATUS = 6;
    private static final int SUPERVISOR_DONE = 31;
    private static final int NOT_USED = 0xfbff;

    private final Channel channel;
    private final TtcInput in;

    NativeServices(Channel channel, TtcInput in) {
        this.channel = channel;
        this.in = in;
    }

    /** Reads the rest of a request and answers it. */
    void decline() throws IOException {
        boolean magic = in.u1() == 0xad && in.be2() == 0xbeef;
        int length = in.be2();
        if (!magic || length < HEADER || length > LONGEST) {
            throw new ProtocolException("native services request of " + length + " bytes");
        }
        in.skip(length - HEADER + 7);
        in.endOfMessage();
        byte[] services = services().toByteArray();
        TtcOutput out = new TtcOutput();
        out.be4(MAGIC).be2(HEADER + services.length).be4(VERSION).be2(4).u1(0).raw(services);
        channel.sendData(out.toByteArray());
    }

    private static TtcOutput services() {
        TtcOutput out = new TtcOutput();
        service(out, SUPERVISOR, 3);
        out.be2(2).be2(STATUS).be2(SUPERVISOR_DONE);
        out.be2(18).be2(BYTES).be4(MAGIC).be2(SHORTS).be4(4);
        out.be2(SUPERVISOR).be2(AUTHENTICATION).be2(ENCRYPTION).be2(INTEGRITY);
        service(out, AUTHENTICATION, 2);
        out.be2(2).be2(STATUS).be2(NOT_USED);
        for (int algorithm : new int[] {ENCRYPTION, INTEGRITY}) {
            service(out, algorithm, 2);
            out.be2(1).be2(BYTE).u1(0);
        }
        return out;
    }

    /** Starts a service; its first field is the version. */
    private static void service(TtcOutput out, int service, int fields) {
        out.be2(service).be2(fields).be4(0);
        out.be2(4).be2(VERSION_FIELD).be4(VERSION);
    }
}
