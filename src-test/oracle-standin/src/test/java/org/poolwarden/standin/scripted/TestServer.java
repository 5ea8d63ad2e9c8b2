package org.poolwarden.standin.scripted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.poolwarden.standin.Listener;

/** A listener in front of a scripted engine. At its end no client may have met an unknown message. */
public final class TestServer implements AutoCloseable {

    public final ScriptedEngine engine = new ScriptedEngine();
    public final Listener listener;

    /** 9, 13 and 24 in turn, in the runs of the build. */
    public static final int FIELD_VERSION = Integer.getInteger("standin.fieldVersion", 9);

    public TestServer() {
        this(FIELD_VERSION);
    }

    public TestServer(int fieldVersion) {
        listener = Listener.start(engine, 0, fieldVersion);
    }

    /** A connection of ojdbc11. */
    public Connection connect() throws SQLException {
        return connect(ScriptedEngine.USER, ScriptedEngine.PASSWORD, Listener.SERVICE);
    }

    /** Through another port that leads here. */
    public Connection connectThrough(int port) throws SQLException {
        return connect(port, ScriptedEngine.USER, ScriptedEngine.PASSWORD, Listener.SERVICE);
    }

    public Connection connect(String user, String password, String service) throws SQLException {
        return connect(listener.port(), user, password, service);
    }

    private static Connection connect(int port, String user, String password, String service) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("oracle.jdbc.ReadTimeout", "20000");
        properties.setProperty("v$session.program", "unit test");
        return DriverManager.getConnection("jdbc:oracle:thin:@//127.0.0.1:" + port + "/" + service, properties);
    }

    /** Waits until it holds; ten seconds at most. */
    public static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() {
        listener.close();
        String ours = "standin-" + listener.port() + "-";
        await(
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith(ours)),
                "a thread is left");
        assertEquals(List.of(), listener.protocolErrors());
    }
}
