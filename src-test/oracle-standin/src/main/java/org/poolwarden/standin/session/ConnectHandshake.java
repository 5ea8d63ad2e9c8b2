package org.poolwarden.standin.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.Packet;
import org.poolwarden.standin.packet.PacketType;
import org.poolwarden.standin.packet.ProtocolException;

/** CONNECT, and ACCEPT or REFUSE. */
final class ConnectHandshake {

    /** The newest version whose ACCEPT has no flags that switch on out-of-band breaks or a shorter login. */
    private static final int VERSION = 317;

    private static final int HEADER = 8;
    private static final int LENGTH_AT = 24 - HEADER;
    private static final int OFFSET_AT = 26 - HEADER;
    private static final int ACCEPT_LENGTH = 41;
    private static final int TDU = 65_535;
    private static final int NO_NATIVE_SERVICES = 4;
    private static final int UNKNOWN_SERVICE = 12514;
    private static final int UNKNOWN_SID = 12505;
    private static final int NO_HANDLER = 12516;
    private static final int NO_SUCH_HANDLER = 12520;
    private static final Pattern SERVICE =
            Pattern.compile("\\(\\s*SERVICE_NAME\\s*=\\s*([^()\\s]+)\\s*\\)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SERVER =
            Pattern.compile("\\(\\s*SERVER\\s*=\\s*([^()\\s]+)\\s*\\)", Pattern.CASE_INSENSITIVE);

    private static final Pattern KEY = Pattern.compile("\\(\\s*([^()=\\s]+)\\s*=");

    /** All others choose a server, an instance or a way there that is not here. */
    private static final Set<String> KEYS = Set.of(
            "ADDRESS",
            "ADDRESS_LIST",
            "CID",
            "CONNECTION_ID",
            "CONNECTION_ID_PREFIX",
            "CONNECT_DATA",
            "CONNECT_TIMEOUT",
            "DESCRIPTION",
            "ENABLE",
            "EXPIRE_TIME",
            "FAILOVER",
            "HOST",
            "LOAD_BALANCE",
            "PORT",
            "PROGRAM",
            "PROTOCOL",
            "RETRY_COUNT",
            "RETRY_DELAY",
            "SDU",
            "SECURITY",
            "SERVER",
            "SERVICE_NAME",
            "SID",
            "SSL_SERVER_CERT_DN",
            "SSL_SERVER_DN_MATCH",
            "TRANSPORT_CONNECT_TIMEOUT",
            "USER");

    private final Channel channel;
    private final Predicate<String> services;
    private final BooleanSupplier full;
    private final int refusal;

    /** With a code to refuse the client with, or 0. */
    ConnectHandshake(Channel channel, Predicate<String> services, BooleanSupplier full, int refusal) {
        this.channel = channel;
        this.services = services;
        this.full = full;
        this.refusal = refusal;
    }

    /** Whether the client may go on. */
    boolean accept() throws IOException {
        String descriptor = descriptor();
        Matcher service = SERVICE.matcher(descriptor);
        if (refusal != 0) {
            return refuse(refusal);
        }
        checkKeys(descriptor);
        if (!service.find()) {
            return refuse(UNKNOWN_SID);
        }
        if (!services.test(service.group(1))) {
            return refuse(UNKNOWN_SERVICE);
        }
        Matcher server = SERVER.matcher(descriptor);
        boolean asked = server.find();
        boolean dedicated = asked && "DEDICATED".equalsIgnoreCase(server.group(1));
        if (asked && !dedicated) {
            // Neither a resident pool nor dispatchers run here.
            return refuse(NO_SUCH_HANDLER);
        }
        if (full.getAsBoolean()) {
            return refuse(dedicated ? NO_SUCH_HANDLER : NO_HANDLER);
        }
        TtcOutput body = new TtcOutput();
        body.be2(VERSION).be2(0).be2(Channel.SDU).be2(TDU).be2(0x0100);
        body.be2(0).be2(ACCEPT_LENGTH);
        body.u1(NO_NATIVE_SERVICES).u1(NO_NATIVE_SERVICES).zeros(8);
        body.be4(Channel.SDU).be4(TDU).u1(0);
        channel.accept(body.toByteArray());
        return true;
    }

    private static void checkKeys(String descriptor) throws ProtocolException {
        Matcher keys = KEY.matcher(descriptor);
        while (keys.find()) {
            if (!KEYS.contains(keys.group(1).toUpperCase(Locale.ROOT))) {
                throw new ProtocolException("CONNECT with " + keys.group(1));
            }
        }
    }

    /** A long descriptor does not fit into CONNECT and follows in a DATA packet. */
    private String descriptor() throws IOException {
        byte[] connect = channel.take(PacketType.CONNECT).body();
        if (connect.length < OFFSET_AT + 2) {
            throw new ProtocolException("CONNECT of " + connect.length + " bytes");
        }
        ByteBuffer fields = ByteBuffer.wrap(connect);
        int length = Short.toUnsignedInt(fields.getShort(LENGTH_AT));
        int offset = Short.toUnsignedInt(fields.getShort(OFFSET_AT)) - HEADER;
        if (offset >= 0 && offset + length <= connect.length) {
            return new String(connect, offset, length, StandardCharsets.ISO_8859_1);
        }
        Packet rest = channel.take(PacketType.DATA);
        return new String(rest.body(), StandardCharsets.ISO_8859_1);
    }

    private boolean refuse(int code) throws IOException {
        String error = "(ERR=" + code + ")(ERROR_STACK=(ERROR=(CODE=" + code + ")(EMFI=4)))";
        String text = "(DESCRIPTION=(TMP=)(VSNNUM=318767104)" + error + ")";
        channel.send(
                PacketType.REFUSE,
                new TtcOutput().u1(0x22).u1(0).be2(text.length()).ascii(text).toByteArray());
        return false;
    }
}
