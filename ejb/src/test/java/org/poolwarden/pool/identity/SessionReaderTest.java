package org.poolwarden.pool.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import oracle.jdbc.OracleConnection;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

class SessionReaderTest {

    private final Properties info = new Properties();
    private final Properties given = new Properties();
    private final SessionReader reader = new SessionReader();
    private final List<Integer> timeouts = new ArrayList<>();
    private String product = "H2";
    private long now = Long.MAX_VALUE - 5;
    private final SessionReader timed = new SessionReader(() -> now);

    SessionReaderTest() {
        info.setProperty("AUTH_SESSION_ID", "46");
        info.setProperty("AUTH_SERIAL_NUM", "99");
        info.setProperty("AUTH_INSTANCE_NO", "2");
        info.setProperty("AUTH_SC_INSTANCE_ID", "2");
        info.setProperty("AUTH_SC_DBUNIQUE_NAME", "orcl");
        info.setProperty("AUTH_SC_REAL_DBUNIQUE_NAME", "free");
        info.setProperty("AUTH_DBNAME", "FREEPDB1.EXAMPLE.COM");
        info.setProperty("AUTH_DB_ID\0", "3633909673");
        info.setProperty("AUTH_PDB_UID\0", "3633909673");
        given.setProperty("v$session.machine", "web-99");
    }

    @Test
    void isWhatTheServerToldTheDriver() throws SQLException {
        assertEquals(
                new ClientSession(
                        new SessionId(new DatabaseId("FREE", "FREEPDB1"), 2, 46, 99),
                        "SHOP",
                        new DatabaseFacts("FREE", "ORCL", "FREEPDB1", 3633909673L, null, 3633909673L),
                        "web-99"),
                client(oracle()));
    }

    @Test
    void goesByTheOldNamesWhereTheServerTellsNoOthers() throws SQLException {
        info.remove("AUTH_SC_REAL_DBUNIQUE_NAME");
        info.remove("AUTH_DB_ID\0");
        info.setProperty("AUTH_PDB_UID\0", "0");
        info.setProperty("AUTH_DBNAME", "FREEPDB1");
        ClientSession read = client(oracle());
        assertEquals(new DatabaseFacts(null, "ORCL", "FREEPDB1", null, null, null), read.database());
        assertEquals(new DatabaseId("ORCL", "FREEPDB1"), read.session().database());
    }

    @Test
    void isNothingWhenTheTwoInstanceNumbersDisagree() throws SQLException {
        info.setProperty("AUTH_SC_INSTANCE_ID", "1");
        assertNull(client(oracle()));
    }

    @Test
    void isNothingWhenANumberIsMissingOrNone() throws SQLException {
        info.setProperty("AUTH_SERIAL_NUM", "99 or 1=1");
        assertNull(client(oracle()));
        info.remove("AUTH_SERIAL_NUM");
        assertNull(client(oracle()));
    }

    @Test
    void isNothingForAnotherDriver() throws SQLException {
        Identified other = reader.read(proxy(Connection.class), true);
        assertNull(other.client());
        assertNull(other.unknown(), "it is not Oracle's");
    }

    @Test
    void saysWhyASessionOfOracleIsNotKnown() throws SQLException {
        info.setProperty("AUTH_SC_INSTANCE_ID", "1");
        assertEquals(
                "the driver's two keys of the instance disagree",
                reader.read(oracle(), true).unknown());
        info.remove("AUTH_SESSION_ID");
        assertEquals(
                "the driver does not know its session",
                reader.read(oracle(), true).unknown());
    }

    @Test
    void noticesThatTheSessionUnderAConnectionHasChanged() throws SQLException {
        Connection connection = oracle();
        Identified then = reader.read(connection, true);
        assertTrue(reader.isStill(connection, then));
        info.setProperty("AUTH_SERIAL_NUM", "100");
        assertFalse(reader.isStill(connection, then));
        assertEquals(
                99, then.client().session().serial(), "what the driver changes afterwards does not change the answer");
        info.setProperty("AUTH_SERIAL_NUM", "99");
        info.setProperty("AUTH_SESSION_ID", "47");
        assertFalse(reader.isStill(connection, then));
    }

    @Test
    void askedOfTheDatabaseInVainIsAskedAgainAfterAMinuteAndTheBorrowerWaitsTwoSecondsAtMost() throws SQLException {
        Connection mute = proxy(Connection.class);
        product = "Oracle";
        Identified then = timed.read(mute, true);
        assertEquals("its driver does not tell its session, and neither does the database: ORA-01013", then.unknown());
        assertEquals(List.of(2), timeouts);
        now += TimeUnit.SECONDS.toNanos(59);
        assertTrue(timed.isStill(mute, then), "not at each checkout");
        now += TimeUnit.SECONDS.toNanos(2);
        assertFalse(timed.isStill(mute, then));
        assertNull(timed.read(mute, false), "but never while another thread can be inside a statement");
    }

    private ClientSession client(Connection connection) throws SQLException {
        return reader.read(connection, true).client();
    }

    private Connection oracle() {
        return proxy(OracleConnection.class);
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader() == null ? getClass().getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getServerSessionInfo" -> info;
                    case "getMetaData" -> proxy(DatabaseMetaData.class);
                    case "getUserName" -> "shop";
                    case "getProperties" -> given;
                    case "getDatabaseProductName" -> product;
                    case "createStatement" -> proxy(Statement.class);
                    case "setQueryTimeout" -> timeouts.add((Integer) arguments[0]) ? null : null;
                    case "executeQuery" -> throw new SQLException("ORA-01013");
                    case "close" -> null;
                    case "unwrap" -> self;
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
