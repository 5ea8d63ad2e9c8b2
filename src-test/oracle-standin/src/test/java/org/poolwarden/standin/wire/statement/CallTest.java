package org.poolwarden.standin.wire.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.ScriptedSession;
import org.poolwarden.standin.scripted.TestServer;

class CallTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 9, 8, 7, 6, 5, 4_000);

    @AutoClose
    final TestServer server = new TestServer();

    private static Result kill(ScriptedSession session, List<Bind> binds) throws OraException {
        BigDecimal sid = (BigDecimal) binds.get(0).value();
        if (sid.signum() < 0) {
            throw new OraException(20901, "SCOTT is protected\nORA-06512: at \"SYS.POOLWARDEN\", line 12");
        }
        binds.get(1).returns("killed " + sid);
        binds.get(2).returns(sid.signum() == 0 ? null : sid.add(BigDecimal.ONE));
        binds.get(3).returns(TIME);
        return Result.count(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 13, 24})
    void aProcedureGivesItsOutValuesEachTime(int fieldVersion) throws SQLException {
        try (TestServer other = new TestServer(fieldVersion)) {
            other.engine.on("BEGIN kill", CallTest::kill);
            try (Connection connection = other.connect();
                    CallableStatement call = connection.prepareCall("{call kill(?,?,?,?)}")) {
                call.registerOutParameter(2, Types.VARCHAR);
                call.registerOutParameter(3, Types.NUMERIC);
                call.registerOutParameter(4, Types.TIMESTAMP);
                for (int sid = 0; sid < 4; sid++) {
                    call.setInt(1, sid);
                    call.execute();
                    assertEquals("killed " + sid, call.getString(2));
                    assertEquals(sid == 0 ? null : new BigDecimal(sid + 1), call.getBigDecimal(3));
                    assertEquals(Timestamp.valueOf(TIME), call.getTimestamp(4));
                }
            }
        }
    }

    @Test
    void anInOutValueGoesThereAndBackAlsoWhenItWasNullBefore() throws SQLException {
        server.engine.on("BEGIN inc", (session, binds) -> {
            BigDecimal value = (BigDecimal) binds.get(0).value();
            binds.get(0).returns(value == null ? null : value.add(BigDecimal.ONE));
            return Result.count(0);
        });
        try (Connection connection = server.connect();
                CallableStatement call = connection.prepareCall("{call inc(?)}")) {
            call.registerOutParameter(1, Types.NUMERIC);
            call.setNull(1, Types.NUMERIC);
            call.execute();
            assertNull(call.getBigDecimal(1));
            for (int i = 0; i < 3; i++) {
                call.setInt(1, i);
                call.execute();
                assertEquals(i + 1, call.getInt(1));
            }
        }
    }

    @Test
    void anErrorOfTheGuardKeepsItsCodeAndTheNextCallWorks() throws SQLException {
        server.engine.on("BEGIN kill", CallTest::kill);
        try (Connection connection = server.connect();
                CallableStatement call = connection.prepareCall("{call kill(?,?,?,?)}")) {
            call.registerOutParameter(2, Types.VARCHAR);
            call.registerOutParameter(3, Types.NUMERIC);
            call.registerOutParameter(4, Types.TIMESTAMP);
            for (int round = 0; round < 2; round++) {
                call.setInt(1, -1);
                SQLException error = assertThrows(SQLException.class, call::execute);
                assertEquals(20901, error.getErrorCode());
                assertTrue(error.getMessage().contains("ORA-06512: at \"SYS.POOLWARDEN\""));
                call.setInt(1, 7);
                call.execute();
                assertEquals("killed 7", call.getString(2));
            }
        }
    }

    @Test
    void longArgumentsOfACallStayInOrder() throws SQLException {
        server.engine.on("BEGIN put", (session, binds) -> {
            binds.get(2)
                    .returns(((String) binds.get(0).value()).length() + " "
                            + binds.get(1).value());
            return Result.count(0);
        });
        try (Connection connection = server.connect();
                CallableStatement call = connection.prepareCall("{call put(?,?,?)}")) {
            call.registerOutParameter(3, Types.VARCHAR);
            for (int length : new int[] {10, 1001, 32_766}) {
                call.setString(1, "x".repeat(length));
                call.setInt(2, 77);
                call.execute();
                assertEquals(length + " 77", call.getString(3));
            }
        }
    }

    @Test
    void aBlockWithoutBindsRuns() throws SQLException {
        server.engine.on("BEGIN NULL", (session, binds) -> Result.count(0));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN NULL; END;");
            assertTrue(server.engine.last().events.contains("BEGIN"));
        }
    }
}
