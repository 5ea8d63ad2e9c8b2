package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardException.Kind;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;

class SessionRowTest {

    private static final SessionId ID = new SessionId(new DatabaseId("FREE", "FREEPDB1"), 2, 46, 99);
    private static final Timestamp LOGON = Timestamp.valueOf("2026-11-21 11:00:00");

    private static final GuardSql SQL = new GuardSql("sys");

    private final StubDatabase stub = new StubDatabase();
    private final JdbcGuard guard = new JdbcGuard("java:/guard", stub.dataSource(), "sys");

    @Test
    @DisplayName("of two sessions that say the same keep it once: a driver makes its texts anew for each row")
    void sharedTexts() throws GuardException {
        for (int sid = 1; sid <= 2; sid++) {
            Map<String, Object> row = row();
            row.replaceAll((column, value) -> value instanceof String text ? new String(text.toCharArray()) : value);
            row.put("SID", sid);
            stub.sessions.add(row);
        }
        List<Session> both = guard.sessions();
        for (Function<Session, String> text : List.<Function<Session, String>>of(
                Session::username,
                Session::status,
                Session::osuser,
                Session::machine,
                Session::program,
                Session::module,
                Session::action,
                Session::clientIdentifier,
                Session::sqlId,
                Session::event,
                Session::process)) {
            assertNotNull(text.apply(both.get(0)));
            assertSame(text.apply(both.get(0)), text.apply(both.get(1)));
        }
    }

    @Test
    void everyColumnThatIsAskedForEndsInTheSession() throws GuardException {
        stub.sessions.add(row());
        Session session = guard.sessions().get(0);
        assertEquals(
                SessionSample.of(ID)
                        .status("INACTIVE", 780)
                        .loggedOn(LOGON.toInstant())
                        .client("jboss", "app1", "JDBC Thin Client")
                        .marks("cart", "pay", "alice")
                        .sql("run1")
                        .waits("SQL*Net message", "1,77")
                        .blocks(3)
                        .spid("4711")
                        .undo(212, 5, true)
                        .process("1234")
                        .build(),
                session);
        Map<String, Object> idle = row();
        idle.put("SQL_ID", null);
        idle.put("ROLLING_BACK", 0);
        idle.put("FINAL_BLOCKING_SESSION", null);
        stub.sessions.set(0, idle);
        session = guard.sessions().get(0);
        assertEquals("prev1", session.sqlId());
        assertNull(session.blockedBy());
        assertFalse(session.rollingBack());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAITED SHORT TIME", "WAITED KNOWN TIME", "WAITED UNKNOWN TIME"})
    void theEventOfASessionThatWorksIsNotWhatItWaitsFor(String state) throws GuardException {
        Map<String, Object> working = row();
        working.put("STATE", state);
        stub.sessions.add(working);
        assertEquals("on CPU", guard.sessions().get(0).event());
    }

    @Test
    void exactlyTheColumnsThatAreReadAreAskedFor() {
        String[] asked = SQL.sessions()
                .substring("SELECT ".length(), SQL.sessions().indexOf(" FROM"))
                .toUpperCase(Locale.ROOT)
                .split(", ");
        assertArrayEquals(
                row().keySet().stream().sorted().toArray(),
                Stream.of(asked).sorted().toArray());
    }

    @Test
    void theOpenTransactionIsNamed() throws GuardException {
        Map<String, Object> row = row();
        row.put("XID", "3.17.2001");
        stub.sessions.add(row);
        assertEquals("3.17.2001", guard.sessions().get(0).xid());
    }

    @Test
    void whatTheDatabaseDoesByItselfIsThatOfItsInstance() throws GuardException {
        stub.parameters.add(Map.of("INST_ID", 1, "NAME", "max_idle_time", "VALUE", "1"));
        stub.parameters.add(Map.of("INST_ID", 2, "NAME", "max_idle_time", "VALUE", "30"));
        stub.parameters.add(Map.of("INST_ID", 2, "NAME", "max_idle_blocker_time", "VALUE", "20"));
        stub.parameters.add(Map.of("INST_ID", 2, "NAME", "priority_txns_mode", "VALUE", "ROLLBACK"));
        stub.parameters.add(Map.of("INST_ID", 2, "NAME", "priority_txns_high_wait_target", "VALUE", "60"));
        Map<String, Object> row = row();
        row.put("TXN_PRIORITY", "LOW");
        stub.sessions.add(row);

        Automatic automatic = guard.sessions().get(0).automatic();

        assertEquals(new Automatic("MAX_IDLE_BLOCKER_TIME", 20L * 60 - 780, "LOW", 60L, false), automatic);
        assertEquals(automatic, guard.sessions(Set.of(ID)).get(ID).automatic(), "by its key too");
        assertEquals(
                1, stub.executed().stream().filter(SQL.parameters()::equals).count(), "once, and not at each scan");
    }

    @Test
    void aMaskedSessionIsIdentityAndUsernameOnly() throws GuardException {
        Map<String, Object> masked = row();
        masked.replaceAll((column, value) -> null);
        masked.putAll(Map.of("INST_ID", 2, "SID", 46, "SERIAL_NO", 99, "USERNAME", "SYSTEM"));
        masked.put("ACCESS_STATUS", "PROTECTED");
        stub.sessions.add(masked);
        assertEquals(
                SessionSample.of(ID).user("SYSTEM").masked(Access.PROTECTED).build(),
                guard.sessions().get(0));
    }

    @Test
    void anAccessStatusThatNobodyKnowsFailsTheScan() {
        Map<String, Object> row = row();
        row.put("ACCESS_STATUS", "PERHAPS");
        stub.sessions.add(row);
        assertEquals(
                Kind.FAILED, assertThrows(GuardException.class, guard::sessions).kind());
        row.put("ACCESS_STATUS", null);
        assertEquals(
                Kind.FAILED, assertThrows(GuardException.class, guard::sessions).kind());
        assertEquals("close Connection", stub.log.get(stub.log.size() - 1));
    }

    private static Map<String, Object> row() {
        Map<String, Object> row = new HashMap<>(Map.of(
                "INST_ID",
                2,
                "SID",
                46,
                "SERIAL_NO",
                99,
                "USERNAME",
                "SHOP",
                "ACCESS_STATUS",
                "ALLOWED",
                "STATUS",
                "INACTIVE",
                "LAST_CALL_ET",
                780,
                "LOGON_TIME",
                LOGON,
                "OSUSER",
                "jboss",
                "MACHINE",
                "app1"));
        row.putAll(Map.of(
                "PROGRAM",
                "JDBC Thin Client",
                "MODULE",
                "cart",
                "ACTION",
                "pay",
                "CLIENT_IDENTIFIER",
                "alice",
                "SQL_ID",
                "run1",
                "PREV_SQL_ID",
                "prev1",
                "EVENT",
                "SQL*Net message",
                "SPID",
                "4711"));
        row.putAll(Map.of(
                "FINAL_BLOCKING_INSTANCE",
                1,
                "FINAL_BLOCKING_SESSION",
                77,
                "BLOCKED_COUNT",
                3,
                "UNDO_RECORDS",
                212,
                "UNDO_BLOCKS",
                5,
                "ROLLING_BACK",
                1,
                "STATE",
                "WAITING"));
        row.put("XID", null);
        row.put("TXN_PRIORITY", null);
        row.put("PROCESS", "1234");
        return row;
    }
}
