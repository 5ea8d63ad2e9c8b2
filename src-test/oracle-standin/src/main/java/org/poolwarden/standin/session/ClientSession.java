package org.poolwarden.standin.session;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.poolwarden.standin.call.CallLoop;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.packet.Channel;
import org.poolwarden.standin.packet.ProtocolException;

/** One client from its CONNECT to its end, on a thread of its own. What goes wrong here concerns no other client. */
public final class ClientSession {

    private static final System.Logger LOG = System.getLogger(ClientSession.class.getName());

    private final Channel channel;
    private final Engine engine;
    private final ListenerSettings settings;
    private final Consumer<String> errors;
    private final Consumer<ClientSession> onEnd;
    private final Thread thread;
    private ProtocolException reported;

    /**
     * Reads from the socket at once; {@link #start} does the rest.
     *
     * @param errors is told what the client sent that is malformed or not known
     * @param onEnd is told when all is over, on the session's thread
     */
    public ClientSession(
            String name,
            Socket socket,
            Engine engine,
            ListenerSettings settings,
            Consumer<String> errors,
            Consumer<ClientSession> onEnd)
            throws IOException {
        this.channel = new Channel(socket, name, settings.faults()::clientsVanish);
        this.engine = engine;
        this.settings = settings;
        this.errors = errors;
        this.onEnd = onEnd;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Cuts the connection; the thread then ends by itself. */
    public void cut() {
        channel.close();
    }

    /** Waits for its threads, after {@link #cut}. Whether they have ended. */
    public boolean join(long seconds) throws InterruptedException {
        long millis = TimeUnit.SECONDS.toMillis(seconds);
        thread.join(millis);
        channel.join(millis);
        return !thread.isAlive();
    }

    private void run() {
        try (channel) {
            serveOrReport();
        } finally {
            onEnd.accept(this);
        }
    }

    /** What is wrong is on record before the client can see that the connection has ended. */
    private void serveOrReport() {
        try {
            serve();
        } catch (ProtocolException e) {
            report(e);
        } catch (IOException e) {
            // How every connection ends that is not logged off; the engine has been told already.
            LOG.log(System.Logger.Level.DEBUG, "{0} has gone: {1}", thread.getName(), e.getMessage());
        } catch (RuntimeException e) {
            errors.accept(thread.getName() + ": " + e);
            LOG.log(System.Logger.Level.WARNING, thread.getName() + " failed", e);
        }
    }

    /** Once, however often it is told. */
    private void report(ProtocolException error) {
        if (error != reported) {
            reported = error;
            String text = thread.getName() + ": " + error.getMessage();
            errors.accept(text);
            LOG.log(System.Logger.Level.WARNING, text, error.getCause());
        }
    }

    private void serve() throws IOException {
        OptionalInt refusal = settings.faults().refusal();
        if (refusal.isPresent() && refusal.getAsInt() == 0) {
            channel.closeWithReset();
            return;
        }
        if (!new ConnectHandshake(channel, settings.services(), engine::isFull, refusal.orElse(0)).accept()) {
            return;
        }
        TtcInput in = new TtcInput(channel);
        MessageLayout layout = new Negotiation(channel, in, settings.fieldVersion()).run();
        Optional<Login.Opened> opened = new Login(channel, in, layout, engine, settings.faults()).run();
        if (opened.isPresent()) {
            EngineSession session = opened.get().session();
            serve(new CallLoop(channel, in, layout, session, opened.get().faults(), this::report), session);
        }
    }

    private static void serve(CallLoop calls, EngineSession session) throws IOException {
        try {
            calls.run();
        } finally {
            if (!calls.loggedOff()) {
                session.lost();
            }
        }
    }
}
