package org.poolwarden.pool.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

/** Each of Oracle's own drivers, in a class loader that sees nothing of ours, as a module of the server does. */
@DisplayName("The session of a connection is told by")
class DriversTest {

    private static final Path DRIVERS = Path.of("target", "drivers");

    private final StandIn oracle = StandIn.demo(0);
    private final SessionReader reader = new SessionReader();

    @AfterEach
    void close() {
        oracle.close();
    }

    static List<Path> drivers() throws IOException {
        try (Stream<Path> jars = Files.list(DRIVERS)) {
            return jars.sorted().toList();
        }
    }

    @Test
    @DisplayName("five drivers, from 12.2 to the one that the tests of the server use")
    void all() throws IOException {
        assertEquals(
                List.of("12.2.0.1", "19.29.0.0", "19.3.0.0", "21.15.0.0", "23."),
                drivers().stream()
                        .map(jar -> jar.getFileName().toString())
                        .map(name -> name.replaceAll("ojdbc\\d+-|\\.jar", ""))
                        .map(version -> version.startsWith("23.") ? "23." : version)
                        .sorted()
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("the driver itself")
    void directly(Path jar) throws Exception {
        try (URLClassLoader module = module(jar);
                Connection connection = connect(module)) {
            assertIsTheSession(reader.read(connection, false), "web-99");
            assertTrue(reader.isStill(connection, reader.read(connection, false)));
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("the driver behind one that wraps it and answers unwrap")
    void wrapped(Path jar) throws Exception {
        try (URLClassLoader module = module(jar);
                Connection connection = connect(module)) {
            assertIsTheSession(reader.read(wrapper(connection, true), false), "web-99");
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("the database, if a wrapper hides the driver: only at a checkout")
    void hidden(Path jar) throws Exception {
        try (URLClassLoader module = module(jar);
                Connection connection = connect(module)) {
            Connection wrapper = wrapper(connection, false);
            assertNull(reader.read(wrapper, false), "a connection that may be in use is not asked");
            Identified read = reader.read(wrapper, true);
            assertEquals(id(), read.client().session().toString());
            assertEquals("SHOP", read.client().username());
            assertEquals("web-99", read.client().machine());
            assertEquals(
                    new DatabaseFacts("FREE", null, "FREEPDB1", null, null, null),
                    read.client().database());
            assertTrue(reader.isStill(wrapper, read), "no round trip at every checkout");
            assertTrue(read.client().queried(), "nobody notices that it changes");
            SessionReader later = new SessionReader(() -> read.asked() + TimeUnit.SECONDS.toNanos(61));
            assertFalse(later.isStill(wrapper, read), "nor is it believed for ever");
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("what the driver keeps, without its lock, while a statement hangs in it")
    void insideACall(Path jar) throws Exception {
        try (URLClassLoader module = module(jar);
                Connection connection = connect(module)) {
            Fault fault = oracle.faults().hangCall(When.call(CallKind.EXECUTE).by("SHOP"));
            FutureTask<?> call = new FutureTask<>(() -> execute(connection), null);
            new Thread(call).start();
            try {
                Eventually.holds(() -> fault.holding() == 1);
                FutureTask<Identified> recorded = new FutureTask<>(() -> reader.recorded(connection));
                new Thread(recorded).start();
                assertIsTheSession(recorded.get(30, TimeUnit.SECONDS), "web-99");
            } finally {
                fault.off();
            }
            call.get(30, TimeUnit.SECONDS);
            assertEquals(reader.read(connection, false), reader.recorded(connection));
            assertNull(reader.recorded(wrapper(connection, true)), "a wrapper may have a lock of its own");
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("what the driver keeps of the connection of an XA resource, which is a layer above")
    void logical(Path jar) throws Exception {
        try (URLClassLoader module = module(jar)) {
            XADataSource source = (XADataSource) Class.forName("oracle.jdbc.xa.client.OracleXADataSource", true, module)
                    .getDeclaredConstructor()
                    .newInstance();
            source.getClass().getMethod("setURL", String.class).invoke(source, oracle.url());
            source.getClass().getMethod("setUser", String.class).invoke(source, "SHOP");
            source.getClass().getMethod("setPassword", String.class).invoke(source, "shop");
            XAConnection branch = source.getXAConnection();
            try (Connection connection = branch.getConnection()) {
                assertIsTheSession(reader.recorded(connection), null);
                assertEquals(reader.read(connection, false), reader.recorded(connection));
            } finally {
                branch.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    @DisplayName("what the driver keeps, at each checkout, and a change is noticed there")
    void changes(Path jar) throws Exception {
        try (URLClassLoader module = module(jar);
                Connection connection = connect(module)) {
            Identified then = reader.read(connection, true);
            Properties kept = DriverRecord.of(connection.getClass()).session(connection);
            String serial = (String) kept.setProperty("AUTH_SERIAL_NUM", "7");
            assertFalse(reader.isStill(connection, then));
            assertEquals(7, reader.recorded(connection).client().session().serial());
            kept.setProperty("AUTH_SERIAL_NUM", serial);
            assertTrue(reader.isStill(connection, then));
        }
    }

    private static void execute(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM DUAL");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void assertIsTheSession(Identified read, String machine) {
        assertNotNull(read.client(), read::toString);
        assertEquals(id(), read.client().session().toString());
        assertEquals("SHOP", read.client().username());
        assertEquals(machine, read.client().machine());
        DatabaseFacts told = read.client().database();
        assertEquals(new DatabaseId("FREE", "FREEPDB1"), told.id());
        assertEquals("ORCL", told.name());
        assertNotNull(told.dbid());
        assertEquals(told.dbid(), told.containerUid());
    }

    private String id() {
        return oracle.sessions().stream()
                .filter(session -> "SHOP".equals(session.username()))
                .map(session -> "FREE/FREEPDB1 1," + session.sid() + "," + session.serial())
                .findFirst()
                .orElseThrow();
    }

    private static URLClassLoader module(Path jar) throws IOException {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    private Connection connect(ClassLoader module) throws Exception {
        Driver driver = (Driver) Class.forName("oracle.jdbc.OracleDriver", true, module)
                .getDeclaredConstructor()
                .newInstance();
        Properties given = new Properties();
        given.setProperty("user", "SHOP");
        given.setProperty("password", "shop");
        given.setProperty("v$session.machine", "web-99");
        return driver.connect(oracle.url(), given);
    }

    /** As tracing drivers are: of another class loader, which does not see Oracle's. */
    private static Connection wrapper(Connection connection, boolean unwraps) {
        return (Connection) Proxy.newProxyInstance(
                DriversTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    boolean asksForIt = List.of("unwrap", "isWrapperFor").contains(method.getName());
                    if (asksForIt && !unwraps) {
                        if ("isWrapperFor".equals(method.getName())) {
                            return false;
                        }
                        throw new SQLException("it wraps nothing");
                    }
                    try {
                        return asksForIt && arguments[0] == Connection.class && "unwrap".equals(method.getName())
                                ? connection
                                : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
