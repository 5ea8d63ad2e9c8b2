package org.poolwarden.standin.session;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.poolwarden.standin.call.message.FunctionHeader;
import org.poolwarden.standin.call.message.MessageCode;
import org.poolwarden.standin.call.message.Replies;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.fault.CallInterceptor;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.Client;
import org.poolwarden.standin.fault.Faults;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.ProtocolException;

/** Name, password, and the session that they open. */
final class Login {

    private static final int SESSION_KEY = 0x76;
    private static final int AUTHENTICATE = 0x73;
    private static final int LONGEST_NAME = 512;
    private static final int MOST_PAIRS = 200;
    /** Log on, with a password; anything else would be SYSDBA, a change of password or a proxy. */
    private static final long KNOWN_MODES = 0x101;

    private static final int VERIFIER_12C = 0x4815;

    private final Channel channel;
    private final TtcInput in;
    private final MessageLayout layout;
    private final Replies replies;
    private final Engine engine;
    private final Faults faults;

    Login(Channel channel, TtcInput in, MessageLayout layout, Engine engine, Faults faults) {
        this.channel = channel;
        this.in = in;
        this.layout = layout;
        this.engine = engine;
        this.faults = faults;
        replies = new Replies(layout, () -> false);
    }

    /** An open session, and what its client is to meet. */
    record Opened(EngineSession session, CallInterceptor faults) {}

    /** The open session, or nothing if the client was told why not. */
    Optional<Opened> run() throws IOException {
        try {
            Request first = request(SESSION_KEY);
            String known = engine.password(first.username());
            // An unknown user is not told apart from a wrong password.
            Verifier verifier = new Verifier(known == null ? UUID.randomUUID().toString() : known);
            challenge(first, verifier);
            Request second = request(AUTHENTICATE).withPairsOf(first);
            String proof = verifier.prove(second.pair("AUTH_SESSKEY"), second.pair("AUTH_PASSWORD"));
            if (proof == null || !first.username().equals(second.username())) {
                return refuse(second, new OraException(1017, "invalid username/password; logon denied"));
            }
            Optional<OraException> refusal = LoginPairs.refusal(second.pairs());
            return refusal.isPresent() ? refuse(second, refusal.get()) : open(second, proof);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ProtocolException("login cannot be deciphered: " + e.getMessage(), e);
        }
    }

    private void challenge(Request request, Verifier verifier) throws IOException, GeneralSecurityException {
        TtcOutput out = new TtcOutput().u1(MessageCode.PARAMETERS).ub(6);
        out.pair("AUTH_SESSKEY", verifier.serverKeyHex());
        out.pair("AUTH_VFR_DATA", verifier.saltHex(), VERIFIER_12C);
        out.pair("AUTH_PBKDF2_CSK_SALT", verifier.keySaltHex());
        out.pair("AUTH_PBKDF2_VGEN_COUNT", Integer.toString(Verifier.VERIFIER_ITERATIONS));
        out.pair("AUTH_PBKDF2_SDER_COUNT", Integer.toString(Verifier.KEY_ITERATIONS));
        out.pair("AUTH_GLOBALLY_UNIQUE_DBID\0", "0123456789ABCDEF0123456789ABCDEF");
        replies.done(out, request.callNumber());
        channel.sendData(out.toByteArray());
    }

    private Optional<Opened> open(Request request, String proof) throws IOException {
        Engine.Handshake handshake = request.handshake();
        CallInterceptor interference =
                faults.of(new Client(handshake.username(), handshake.program()), channel::hasEnded);
        EngineSession session;
        try {
            interference.callRead(CallKind.LOGIN, null);
            session = engine.open(handshake, channel::close);
        } catch (OraException e) {
            return refuse(request, e);
        }
        boolean told = false;
        try {
            TtcOutput out = new TtcOutput().u1(MessageCode.PARAMETERS);
            LoginReply.write(out, session, proof);
            replies.done(out, request.callNumber());
            if (!interference.answering(CallKind.LOGIN, null)) {
                channel.sendHalf(out.toByteArray());
                return Optional.empty();
            }
            channel.sendData(out.toByteArray());
            told = true;
        } finally {
            if (!told) {
                session.lost();
            }
        }
        return Optional.of(new Opened(session, interference));
    }

    private Optional<Opened> refuse(Request request, OraException why) throws IOException {
        TtcOutput out = new TtcOutput();
        replies.failed(out, request.callNumber(), why);
        channel.sendData(out.toByteArray());
        return Optional.empty();
    }

    private Request request(int function) throws IOException {
        int message = in.u1();
        FunctionHeader header = FunctionHeader.read(in, layout);
        if (message != MessageCode.FUNCTION || header.function() != function) {
            throw new ProtocolException("expected login function " + function + ", got " + header.function());
        }
        boolean named = in.pointer();
        int nameLength = in.count(LONGEST_NAME, "length of the user name");
        long mode = in.ub();
        in.skip(1);
        int count = in.count(MOST_PAIRS, "pairs at login");
        in.skip(2);
        if (!named || (mode & ~KNOWN_MODES) != 0) {
            throw new ProtocolException("login without a name, or of an unknown mode: " + Long.toHexString(mode));
        }
        String username = in.text(nameLength).toUpperCase(Locale.ROOT);
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String key = in.dlcText();
            pairs.put(key, in.dlcText());
            in.ub();
        }
        in.endOfMessage();
        return new Request(header.callNumber(), username, pairs);
    }

    private record Request(int callNumber, String username, Map<String, String> pairs) {

        /** The client describes itself in its first request only. */
        Request withPairsOf(Request earlier) {
            Map<String, String> both = new HashMap<>(earlier.pairs);
            both.putAll(pairs);
            return new Request(callNumber, username, both);
        }

        String pair(String key) throws ProtocolException {
            String value = pairs.get(key);
            if (value == null) {
                throw new ProtocolException("login without " + key);
            }
            return value;
        }

        /** What the driver does not tell is empty. */
        Engine.Handshake handshake() {
            return new Engine.Handshake(
                    username,
                    pairs.getOrDefault("AUTH_PROGRAM_NM", ""),
                    pairs.getOrDefault("AUTH_MACHINE", ""),
                    pairs.getOrDefault("AUTH_PID", ""),
                    pairs.getOrDefault("AUTH_SID", ""),
                    pairs.getOrDefault("SESSION_CLIENT_DRIVER_NAME", ""));
        }
    }
}
