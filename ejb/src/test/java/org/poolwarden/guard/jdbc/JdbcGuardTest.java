package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.guard.Claim;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardException.Kind;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.guard.KillMode;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

class JdbcGuardTest {

    private static final DatabaseId FREE = new DatabaseId("FREE", "FREEPDB1");
    private static final SessionId VICTIM = new SessionId(FREE, 2, 46, 99);

    private static final GuardSql SQL = new GuardSql("sys");

    private final StubDatabase stub = new StubDatabase();
    private final JdbcGuard guard = new JdbcGuard("java:/guard", stub.dataSource(), "sys");

    @BeforeEach
    void theGuardAnswersDone() {
        answer("DONE", 17L, 8);
    }

    @Test
    void withoutADatasourceThereIsNoGuard() {
        assertThrows(NullPointerException.class, () -> new JdbcGuard("java:/guard", null, "sys"));
    }

    @Test
    void identifyAsksTheDatabaseEachTime() throws GuardException {
        assertEquals(
                new GuardIdentity(DatabaseFacts.of(FREE), "23.0.0.0.0", "2.1", "app1.example.org", "POOLWARDEN at SYS"),
                guard.identify());
        stub.identity = StubDatabase.identity("2.1");
        assertEquals("2.1", guard.identify().guardVersion());
        assertEquals(List.of(SQL.identify(), SQL.identify()), stub.executed());
        assertClosed();
    }

    @Test
    @DisplayName("No connection is opened with our code on the stack, the first as little as one after an outage")
    void openedNeutrally() throws GuardException {
        guard.identify();
        stub.failures.put("getConnection", new SQLException("planned by this test", "08000", 17_002));
        assertThrows(GuardException.class, guard::identify);
        stub.failures.clear();
        guard.identify();

        assertEquals(Collections.nCopies(3, List.of()), stub.openedBy);
    }

    @Test
    void theNumbersOfTheDatabaseAreRead() throws GuardException {
        stub.identity = List.of(Arrays.asList(
                "free",
                "freepdb1",
                "23.0.0.0.0",
                "2.1",
                "app1",
                "orcl",
                1_618_033_988L,
                3_633_909_673L,
                3_633_909_673L));
        DatabaseFacts facts =
                new DatabaseFacts("FREE", "ORCL", "FREEPDB1", 1_618_033_988L, 3_633_909_673L, 3_633_909_673L);
        assertEquals(facts, guard.identify().facts());
        assertEquals(FREE, guard.identify().database());
        stub.identity = List.of(Arrays.asList("FREE", "FREE", "19.0.0.0.0", "2.1", "app1", "FREE", 1L, 1L, 0L));
        assertNull(
                new JdbcGuard("java:/other", stub.dataSource(), "sys")
                        .identify()
                        .facts()
                        .containerUid(),
                "0 is none");
    }

    @Test
    void aGuardThatDoesNotSayWhichDatabaseItIsFails() {
        for (List<List<Object>> answer : List.of(
                List.<List<Object>>of(), List.of(Arrays.<Object>asList(null, "FREEPDB1", "23", "2.1", "app1")))) {
            stub.identity = answer;
            assertKind(Kind.FAILED, guard::identify);
            assertKind(Kind.FAILED, guard::sessions);
        }
        assertClosed();
    }

    @Test
    void sessionsIsOneRoundTripOnceTheDatabaseIsKnown() throws GuardException {
        guard.identify();
        guard.sessions();
        stub.log.clear();
        assertEquals(List.of(), guard.sessions());
        assertEquals(
                List.of(
                        "setFetchSize 10000",
                        "execute 10 s: " + SQL.sessions(),
                        "close ResultSet",
                        "close Statement",
                        "close Connection"),
                stub.log);
    }

    @Test
    void theFirstScanAsksWhichDatabaseItIsAndWhatItDoesByItselfAndTheNextDoesNot() throws GuardException {
        guard.sessions();
        guard.sessions();
        assertEquals(List.of(SQL.identify(), SQL.parameters(), SQL.sessions(), SQL.sessions()), stub.executed());
    }

    @Test
    void theTextOfAStatementIsAskedForByItsSessionAndId() throws GuardException {
        stub.out.put(5, "SELECT 1 FROM dual");
        assertEquals(Optional.of("SELECT 1 FROM dual"), guard.sqlText(VICTIM, "7h35uxf5uhmm1"));
        assertEquals(
                List.of(
                        "setLong 1 46",
                        "setLong 2 99",
                        "setLong 3 2",
                        "setString 4 7h35uxf5uhmm1",
                        "registerOutParameter 5 12",
                        "execute 10 s: {call sys.poolwarden.sql_text(?,?,?,?,?)}",
                        "close Statement",
                        "close Connection"),
                afterIdentify());
        stub.out.put(5, null);
        assertEquals(Optional.empty(), guard.sqlText(VICTIM, "7h35uxf5uhmm1"));
    }

    @Test
    void everyStatementNamesTheSchemaOfTheGuard() throws GuardException {
        JdbcGuard elsewhere = new JdbcGuard("java:/guard", stub.dataSource(), "Guard$1");
        elsewhere.identify();
        elsewhere.sessions();
        elsewhere.sessions(Set.of(VICTIM));
        elsewhere.checkSession(VICTIM);
        elsewhere.noteEnd(VICTIM, "kill-1", "GONE");
        elsewhere.sqlText(VICTIM, "7h35uxf5uhmm1");
        answer("DONE", 17L, 8);
        elsewhere.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1"));
        answer("DONE", 17L, 7);
        elsewhere.end(VICTIM, KillMode.KILL, new Claim("ops", "leaked", "kill-1"));
        Set<String> named = stub.executed().stream()
                .map(sql -> sql.replaceAll(".*(FROM|call) ([^ .]+)\\.poolwarden.*", "$2"))
                .collect(Collectors.toSet());
        assertEquals(Set.of("Guard$1"), named);
        assertTrue(stub.executed().size() >= 8, stub.log::toString);
        assertThrows(IllegalArgumentException.class, () -> new JdbcGuard("java:/g", stub.dataSource(), "SYS.X"));
    }

    @Test
    void checkSendsSidSerialInstanceAsNumbers() throws GuardException {
        guard.checkSession(VICTIM);
        assertEquals(
                List.of(
                        "setLong 1 46",
                        "setLong 2 99",
                        "setLong 3 2",
                        "execute 10 s: {call sys.poolwarden.check_session(?,?,?)}",
                        "close Statement",
                        "close Connection"),
                afterIdentify());
    }

    @Test
    void immediateIsADisconnect() throws GuardException {
        answer("MARKED", 4711L, 8);
        GuardAnswer answer = guard.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops via JMX", "leaked", "kill-1"));
        assertEquals(new GuardAnswer(GuardAnswer.Outcome.MARKED, 4711), answer);
        assertEquals(
                List.of(
                        "setLong 1 46",
                        "setLong 2 99",
                        "setLong 3 2",
                        "setString 4 IMMEDIATE",
                        "setString 5 ops via JMX",
                        "setString 6 leaked",
                        "setString 7 kill-1",
                        "registerOutParameter 8 12",
                        "registerOutParameter 9 2",
                        "execute 90 s: {call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?,?)}",
                        "close Statement",
                        "close Connection"),
                afterIdentify());
    }

    @Test
    void killIsAKill() throws GuardException {
        answer("DONE", 17L, 7);
        GuardAnswer answer = guard.end(VICTIM, KillMode.KILL, new Claim("ops via CLI", "it's \"stuck\"", "kill-1"));
        assertEquals(new GuardAnswer(GuardAnswer.Outcome.DONE, 17), answer);
        assertEquals(
                List.of(
                        "setLong 1 46",
                        "setLong 2 99",
                        "setLong 3 2",
                        "setString 4 ops via CLI",
                        "setString 5 it's \"stuck\"",
                        "setString 6 kill-1",
                        "registerOutParameter 7 12",
                        "registerOutParameter 8 2",
                        "execute 90 s: {call sys.poolwarden.kill_session(?,?,?,?,?,?,?,?)}",
                        "close Statement",
                        "close Connection"),
                afterIdentify());
    }

    @Test
    void postTransactionIsADisconnectOfItsOwnMode() throws GuardException {
        guard.end(VICTIM, KillMode.POST_TRANSACTION, new Claim("ops via CLI", "leaked", "kill-1"));
        assertTrue(afterIdentify().contains("setString 4 POST_TRANSACTION"), stub.log::toString);
    }

    @Test
    void cancelNamesTheStatement() throws GuardException {
        guard.cancel(VICTIM, "7ws837zynp1zv", new Claim("ops via CLI", "too long", "kill-1"));
        assertEquals(
                List.of(
                        "setLong 1 46",
                        "setLong 2 99",
                        "setLong 3 2",
                        "setString 4 7ws837zynp1zv",
                        "setString 5 ops via CLI",
                        "setString 6 too long",
                        "setString 7 kill-1",
                        "registerOutParameter 8 12",
                        "registerOutParameter 9 2",
                        "execute 90 s: {call sys.poolwarden.cancel_sql(?,?,?,?,?,?,?,?,?)}",
                        "close Statement",
                        "close Connection"),
                afterIdentify());
        assertThrows(
                IllegalArgumentException.class,
                () -> guard.end(VICTIM, KillMode.CANCEL, new Claim("ops via CLI", "too long", "kill-1")));
    }

    static Stream<Arguments> answersThatMeanNothing() {
        return Stream.of(
                Arguments.of(null, 17L),
                Arguments.of("DONE", null),
                Arguments.of("MARKED", null),
                Arguments.of("STARTED", 17L),
                Arguments.of("done", 17L),
                Arguments.of("", 17L),
                Arguments.of(null, null));
    }

    @ParameterizedTest
    @MethodSource("answersThatMeanNothing")
    void anAnswerThatMeansNothingFailsClosed(String outcome, Long auditId) {
        answer(outcome, auditId, 8);
        GuardException e = assertKind(
                Kind.FAILED, () -> guard.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1")));
        assertTrue(e.getMessage().contains("the session's fate is unknown"), e::getMessage);
        assertClosed();
    }

    @Test
    void aSessionOfAnotherDatabaseIsNeverTouched() throws GuardException {
        SessionId sameNumbers = new SessionId(new DatabaseId("FREE", "OTHERPDB"), 2, 46, 99);
        assertKind(Kind.FAILED, () -> guard.checkSession(sameNumbers));
        assertKind(Kind.FAILED, () -> guard.end(sameNumbers, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1")));
        assertKind(Kind.FAILED, () -> guard.end(sameNumbers, KillMode.KILL, new Claim("ops", "leaked", "kill-1")));
        assertTrue(stub.executed().stream().allMatch(SQL.identify()::equals), stub.log::toString);
        assertClosed();
    }

    /** A session that another database does not list has not gone: the list must not be had. */
    @Test
    void aDatasourceThatLeadsElsewhereIsOfNoUseUntilItIsBack() throws GuardException {
        guard.identify();
        stub.identity = StubDatabase.identity("OTHERPDB", "2.1");
        assertKind(Kind.FAILED, () -> guard.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1")));
        assertKind(Kind.FAILED, () -> guard.checkSession(VICTIM));
        assertKind(Kind.FAILED, guard::sessions);
        GuardException e = assertKind(Kind.FAILED, guard::identify);
        assertTrue(e.getMessage().contains("led to FREE/FREEPDB1 and leads to FREE/OTHERPDB now"), e::getMessage);
        assertTrue(stub.executed().stream().allMatch(SQL.identify()::equals), stub.log::toString);

        stub.identity = List.of(StubDatabase.IDENTITY);
        assertEquals(List.of(), guard.sessions());
        guard.checkSession(VICTIM);
    }

    @Test
    void aDenialIsADenialAndTheConnectionGoesBack() {
        stub.failures.put("{call", new SQLException("ORA-20901: SYSTEM is protected", "72000", 20901));
        GuardException check = assertKind(Kind.DENIED, () -> guard.checkSession(VICTIM));
        assertEquals(
                "checking session FREE/FREEPDB1 2,46,99 through java:/guard failed: ORA-20901: SYSTEM is protected",
                check.getMessage());
        assertKind(Kind.DENIED, () -> guard.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1")));
        assertClosed();
    }

    @Test
    void aConnectionThatIsLostDuringTheEndLeavesTheFateOpen() {
        stub.failures.put("{call", new SQLException("ORA-03113: end-of-file", "08006", 3113));
        GuardException e = assertKind(
                Kind.UNAVAILABLE, () -> guard.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1")));
        assertTrue(e.getMessage().endsWith("the session's fate is unknown"), e::getMessage);
        assertClosed();
    }

    @Test
    void aConnectionThatIsNotToBeHadLeavesNothingOpen() {
        stub.failures.put("getConnection", new SQLException("IJ000453", new Exception("IJ000655")));
        GuardException e = assertKind(
                Kind.UNAVAILABLE, () -> guard.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1")));
        assertTrue(
                e.getMessage().startsWith("ending session") && !e.getMessage().contains("fate"), e::getMessage);
        assertEquals(List.of(), stub.log);
    }

    @Test
    void aFailingCloseIsSuppressed() {
        SQLException lost = new SQLException("ORA-03113: end-of-file", "08006", 3113);
        SQLException close = new SQLException("closed connection", "08003", 17008);
        stub.failures.put("SELECT inst_id", lost);
        stub.failures.put("close Connection", close);
        GuardException e = assertKind(Kind.UNAVAILABLE, guard::sessions);
        assertSame(lost, e.getCause());
        assertEquals(List.of(close), List.of(lost.getSuppressed()));
        assertEquals(3113, e.oraCode());
    }

    @Test
    void anAnswerCountsEvenIfNothingCanBeClosedAfterIt() throws GuardException {
        stub.failures.put("close Connection", new SQLException("closed connection", "08003", 17008));
        assertEquals(
                17,
                guard.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1"))
                        .auditId());
        stub.failures.put("close Statement of {call", new SQLException("closed statement", "99999", 17009));
        assertEquals(
                17,
                guard.end(VICTIM, KillMode.IMMEDIATE, new Claim("ops", "leaked", "kill-1"))
                        .auditId());
    }

    private void answer(String outcome, Long auditId, int outcomeAt) {
        stub.out.clear();
        stub.out.put(outcomeAt, outcome);
        stub.out.put(outcomeAt + 1, auditId);
    }

    private List<String> afterIdentify() {
        int identified = stub.log.indexOf("execute 10 s: " + SQL.identify());
        assertEquals(0, identified, "the database is asked who it is, on the same connection");
        return stub.log.subList(3, stub.log.size());
    }

    private void assertClosed() {
        assertEquals("close Connection", stub.log.get(stub.log.size() - 1), stub.log::toString);
    }

    private static GuardException assertKind(Kind kind, Executable call) {
        GuardException e = assertThrows(GuardException.class, call);
        assertEquals(kind, e.kind(), e::getMessage);
        return e;
    }
}
