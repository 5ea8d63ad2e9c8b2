package org.poolwarden.standin.fuzz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.poolwarden.standin.call.CallLoop;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.fault.CallInterceptor;
import org.poolwarden.standin.fault.Client;
import org.poolwarden.standin.fault.Faults;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.ProtocolException;

/**
 * Conversations of which one packet is broken. Each is determined by the seed and its number, so that one that did harm
 * can be had again.
 */
final class Fuzz {

    private static final int FIELD_VERSION = 9;
    private static final int PATIENCE_MILLIS = 60_000;
    /** The shares of the login's five packets; the last two cost the server a key derivation. */
    private static final int[] LOGIN_SHARES = {34, 65, 94, 98, 100};

    private static final HexFormat HEX = HexFormat.of();

    private final long seed;
    private final Engine engine;
    private final Engine canned = new CannedEngine();
    private final int port;
    private final List<Episode.Recording> recordings;
    private final List<byte[]> all = new ArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final Map<String, AtomicInteger> ends = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Thread, String> now = new ConcurrentHashMap<>();

    Fuzz(long seed, Engine engine, int port, List<Episode.Recording> recordings) {
        this.seed = seed;
        this.engine = engine;
        this.port = port;
        this.recordings = recordings;
        recordings.forEach(recording -> {
            all.addAll(recording.login());
            all.addAll(recording.calls());
        });
    }

    /** Broken packets so far. */
    int broken() {
        return broken.get();
    }

    /** How the server's sessions ended, with what numbers; for whoever wonders what was reached. */
    Map<String, AtomicInteger> ends() {
        return ends;
    }

    /** What the server answered with ORA-00600: broken input is to be refused, not to break the server. */
    Collection<String> failures() {
        return failures;
    }

    /** What each thread is at: enough to do it again. */
    Map<Thread, String> now() {
        return now;
    }

    private Random random(int number) {
        return new Random(new SplittableRandom(seed * 1_000_003 + number).nextLong());
    }

    private void note(int number, String what, byte[] packet) {
        broken.incrementAndGet();
        now.put(
                Thread.currentThread(),
                "seed " + seed + " number " + number + ", " + what + ": " + HEX.formatHex(packet));
    }

    /** A packet of the login, over a real socket. Returns when the server has closed the connection. */
    void login(int number) throws IOException {
        Random random = random(number);
        List<byte[]> packets = recordings.get(random.nextInt(recordings.size())).login();
        int share = random.nextInt(100);
        int at = 0;
        while (share >= LOGIN_SHARES[at]) {
            at++;
        }
        byte[] packet = new Mutator(random, all).broken(packets.get(at), at > 0);
        note(number, "login packet " + at, packet);
        try (Socket socket = new Socket(Relay.loopback(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            for (int i = 0; i < at; i++) {
                socket.getOutputStream().write(packets.get(i));
                skipPacket(socket.getInputStream(), i > 0);
            }
            socket.getOutputStream().write(packet);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException expected) {
            // A reset is as good an end as any.
        }
    }

    private static void skipPacket(InputStream in, boolean wide) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(8));
        if (header.limit() < 8) {
            throw new EOFException("no answer to a good packet");
        }
        in.skipNBytes((wide ? header.getInt(0) : Short.toUnsignedInt(header.getShort(0))) - 8);
    }

    /** A packet after a login by ojdbc, over real sockets. */
    void relayed(int number, int readTimeoutMillis) throws IOException {
        Random random = random(number);
        Episode.Recording recording = recordings.get(random.nextInt(recordings.size()));
        int at = recording.login().size() + random.nextInt(recording.calls().size());
        Mutator mutator = new Mutator(random, all);
        try (Relay relay = new Relay(port, (i, packet) -> i == at ? mutator.broken(packet, true) : packet)) {
            note(number, recording.episode() + " through ojdbc, packet " + at, new byte[0]);
            // Whatever was prepared, if it was: here nobody ends it by force.
            recording.episode().play(relay.port(), readTimeoutMillis, branch -> {});
        } catch (SQLException | RuntimeException expected) {
            // As the server answers, or does not; the driver stumbles over answers to what it has not sent.
        }
    }

    /**
     * A packet after the login, fed to the server's layers from the packets on. Returns when they have ended.
     *
     * @param real whether the real engine is below them; it takes most of the time
     */
    void call(int number, boolean real) throws IOException, OraException, InterruptedException {
        Random random = random(number);
        Episode.Recording recording = recordings.get(random.nextInt(recordings.size()));
        List<byte[]> packets = new ArrayList<>(recording.calls());
        int at = random.nextInt(packets.size());
        packets.set(at, new Mutator(random, all).broken(packets.get(at), true));
        boolean goesOn = random.nextInt(4) == 0;
        List<byte[]> sent = packets.subList(0, goesOn ? packets.size() : at + 1);
        note(number, recording.episode() + " call packet " + at, packets.get(at));
        Channel channel = new Channel(new FedSocket(sent), "fuzz-" + number);
        try (channel) {
            serve(channel, real ? engine : canned, recording.episode().user());
        }
        channel.join(PATIENCE_MILLIS);
    }

    /** As a session does after its login. */
    private void serve(Channel channel, Engine below, String user) throws IOException, OraException {
        channel.accept(new byte[0]);
        EngineSession session =
                below.open(new Engine.Handshake(user, "fuzz", "here", "1", "jane", "none"), channel::close);
        CallInterceptor none = new Faults().of(new Client(user, "fuzz"), () -> false);
        MessageLayout layout = new MessageLayout(FIELD_VERSION);
        // What is reported here is thrown too.
        CallLoop calls = new CallLoop(channel, new TtcInput(channel), layout, session, none, told -> {});
        try {
            calls.run();
            count(calls.loggedOff() ? "logged off" : "told to go");
        } catch (EOFException e) {
            count("client has gone");
        } catch (ProtocolException e) {
            if (e.getMessage().startsWith("the engine failed")) {
                StringWriter stack = new StringWriter();
                e.printStackTrace(new PrintWriter(stack));
                failures.add(now.get(Thread.currentThread()) + "\n" + stack);
            }
            count(e.getMessage().replaceAll("\\b-?[0-9a-f]*\\d[0-9a-f]*\\b", "#"));
        } finally {
            if (!calls.loggedOff()) {
                session.lost();
            }
        }
    }

    private void count(String end) {
        ends.computeIfAbsent(end, e -> new AtomicInteger()).incrementAndGet();
    }
}
