package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDateTime;
import java.util.List;
import oracle.jdbc.pool.OracleDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.AuditQuery;
import org.poolwarden.guard.Claim;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.standin.StandIn;

/** Against a guard with two rows in its audit, through the real driver. */
@DisplayName("The database filters the audit")
class AuditQueryTest {

    private static StandIn oracle;
    private static JdbcGuard guard;
    private static SessionId session;
    private static List<AuditEntry> all;

    @BeforeAll
    static void twoRows() throws Exception {
        oracle = StandIn.demo(0);
        OracleDataSource dataSource = new OracleDataSource();
        dataSource.setURL(oracle.url());
        dataSource.setUser("POOLWARDEN");
        dataSource.setPassword("warden");
        guard = new JdbcGuard("java:/guard", dataSource, "SYS");
        Connection shop = DriverManager.getConnection(oracle.url(), "SHOP", "shop");
        Connection dba = DriverManager.getConnection(oracle.url(), "OPSDBA", "opsdba");
        session = sessionOf("SHOP");
        SessionId denied = sessionOf("OPSDBA");
        guard.end(session, KillMode.IMMEDIATE, new Claim("Dora via HTTP", "It <leaks>, 100 %", "node:k-1"));
        Claim claim = new Claim("Ops via JMX", "no", "node:k-2");
        assertThrows(GuardException.class, () -> guard.end(denied, KillMode.IMMEDIATE, claim));
        shop.abort(Runnable::run);
        dba.close();
        all = guard.audit(AuditQuery.ALL, 10);
        assertEquals(2, all.size());
    }

    @AfterAll
    static void close() {
        oracle.close();
    }

    @Test
    @DisplayName("by session, requester, outcome and time, all of them together")
    void byColumns() throws GuardException {
        LocalDateTime at = all.get(1).at();
        assertEquals(List.of("k-1"), found(new AuditQuery(session.key(), "dORA", "DONE", List.of(), at, at)));
        assertEquals(List.of("k-2"), found(new AuditQuery(null, "ops", null, List.of(), null, null)));
        assertEquals(List.of("k-2"), found(new AuditQuery(null, null, "DENIED", List.of(), null, null)));
        assertEquals(List.of(), found(new AuditQuery(session.key(), null, "DENIED", List.of(), null, null)));
        assertEquals(List.of("k-2"), found(new AuditQuery(null, null, null, List.of(), at.plusNanos(1_000), null)));
        assertEquals(List.of("k-1"), found(new AuditQuery(null, null, null, List.of(), null, at)));
    }

    @Test
    @DisplayName("by words of any text, of the time, the session and the error; %, _ and quotes are letters")
    void byWords() throws GuardException {
        assertEquals(List.of("k-1"), words("<LEAKS>,", "dora"));
        assertEquals(List.of("k-1"), words(session.key()));
        assertEquals(List.of("k-2"), words("ora-20901"));
        assertEquals(List.of("k-2", "k-1"), words(all.get(0).at().toLocalDate().toString()));
        assertEquals(List.of("k-1"), words("%"));
        assertEquals(List.of(), words("k_1"));
        assertEquals(List.of(), words("' OR 1=1 --"));
    }

    @Test
    @DisplayName("and gives as many as are wanted, the newest first")
    void newest() throws GuardException {
        assertEquals(
                List.of(all.get(0).id()),
                guard.audit(AuditQuery.ALL, 1).stream().map(AuditEntry::id).toList());
    }

    private static List<String> words(String... words) throws GuardException {
        return found(new AuditQuery(null, null, null, List.of(words), null, null));
    }

    private static List<String> found(AuditQuery query) throws GuardException {
        return guard.audit(query, 10).stream()
                .map(entry -> entry.killId().replace("node:", ""))
                .toList();
    }

    private static SessionId sessionOf(String username) throws GuardException {
        return guard.sessions().stream()
                .filter(one -> username.equals(one.username()))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
