package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Properties;
import oracle.jdbc.OracleConnection;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

class IdentityTest {

    private final Properties info = new Properties();

    IdentityTest() {
        info.setProperty("AUTH_SESSION_ID", "46");
        info.setProperty("AUTH_SERIAL_NUM", "99");
        info.setProperty("AUTH_INSTANCE_NO", "2");
        info.setProperty("AUTH_SC_INSTANCE_ID", "2");
        info.setProperty("AUTH_SC_DBUNIQUE_NAME", "orcl");
        info.setProperty("AUTH_SC_REAL_DBUNIQUE_NAME", "free");
        info.setProperty("AUTH_DBNAME", "FREEPDB1.EXAMPLE.COM");
        info.setProperty("AUTH_DB_ID\0", "3633909673");
        info.setProperty("AUTH_PDB_UID\0", "3633909673");
    }

    @Test
    void isWhatTheServerToldTheDriver() throws SQLException {
        assertEquals(
                new ClientSession(
                        new SessionId(new DatabaseId("FREE", "FREEPDB1"), 2, 46, 99),
                        "SHOP",
                        new DatabaseFacts("FREE", "ORCL", "FREEPDB1", 3633909673L, null, 3633909673L),
                        null),
                Identity.read(oracle()));
    }

    @Test
    void goesByTheOldNamesWhereTheServerTellsNoOthers() throws SQLException {
        info.remove("AUTH_SC_REAL_DBUNIQUE_NAME");
        info.remove("AUTH_DB_ID\0");
        info.setProperty("AUTH_PDB_UID\0", "0");
        info.setProperty("AUTH_DBNAME", "FREEPDB1");
        ClientSession read = Identity.read(oracle());
        assertEquals(new DatabaseFacts(null, "ORCL", "FREEPDB1", null, null, null), read.database());
        assertEquals(new DatabaseId("ORCL", "FREEPDB1"), read.session().database());
    }

    @Test
    void isNothingWhenTheTwoInstanceNumbersDisagree() throws SQLException {
        info.setProperty("AUTH_SC_INSTANCE_ID", "1");
        assertNull(Identity.read(oracle()));
    }

    @Test
    void isNothingWhenANumberIsMissingOrNone() throws SQLException {
        info.setProperty("AUTH_SERIAL_NUM", "99 or 1=1");
        assertNull(Identity.read(oracle()));
        info.remove("AUTH_SERIAL_NUM");
        assertNull(Identity.read(oracle()));
    }

    @Test
    void isNothingForAnotherDriver() throws SQLException {
        assertNull(Identity.read(proxy(Connection.class)));
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
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
