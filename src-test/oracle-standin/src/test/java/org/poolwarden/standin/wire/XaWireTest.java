package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import oracle.jdbc.xa.client.OracleXADataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.Listener;
import org.poolwarden.standin.engine.XaSession.Heuristic;
import org.poolwarden.standin.engine.XaSession.Vote;
import org.poolwarden.standin.scripted.Driver;
import org.poolwarden.standin.scripted.ScriptedBranches;
import org.poolwarden.standin.scripted.ScriptedEngine;
import org.poolwarden.standin.scripted.TestServer;

@DisplayName("Native XA on the wire")
class XaWireTest {

    private static final byte[] GLOBAL = {1, 0, -1};
    private static final byte[] BRANCH = new byte[64];

    private final ScriptedBranches branches = new ScriptedBranches();
    private final String name = "131077:0100FF:" + "00".repeat(64);

    private XAConnection connect(TestServer server) throws SQLException {
        OracleXADataSource source = new OracleXADataSource();
        Properties properties = new Properties();
        properties.setProperty("oracle.jdbc.ReadTimeout", "20000");
        source.setConnectionProperties(properties);
        source.setURL("jdbc:oracle:thin:@//127.0.0.1:" + server.listener.port() + "/" + Listener.SERVICE);
        source.setUser(ScriptedEngine.USER);
        source.setPassword(ScriptedEngine.PASSWORD);
        XAConnection connection = source.getXAConnection();
        server.engine.last().xa = branches;
        return connection;
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 13, 17, 18, 24})
    @DisplayName("is understood in every dialect, with the whole name of the branch")
    void everyDialect(int fieldVersion) throws Exception {
        try (TestServer server = new TestServer(fieldVersion)) {
            XAConnection connection = connect(server);
            XAResource xa = connection.getXAResource();
            Xid xid = new Name();
            xa.setTransactionTimeout(300);
            xa.start(xid, XAResource.TMNOFLAGS);
            xa.end(xid, XAResource.TMSUSPEND);
            xa.start(xid, XAResource.TMRESUME);
            xa.end(xid, XAResource.TMSUCCESS);
            xa.start(xid, XAResource.TMJOIN);
            xa.end(xid, XAResource.TMFAIL);
            assertEquals(XAResource.XA_OK, xa.prepare(xid));
            xa.commit(xid, false);
            xa.commit(xid, true);
            xa.rollback(xid);
            branches.vote = Vote.READ_ONLY;
            assertEquals(XAResource.XA_RDONLY, xa.prepare(xid));
            connection.close();
            String end = "end " + name;
            assertEquals(
                    List.of(
                            "start " + name + " 300",
                            end,
                            "resume " + name,
                            end,
                            "resume " + name,
                            end,
                            "prepare " + name,
                            "commit " + name,
                            "commit " + name + " one phase",
                            "rollback " + name,
                            "prepare " + name),
                    branches.events);
        }
    }

    /** The codes that the stand-in answers, and those that a transaction manager must tell apart. */
    @ParameterizedTest
    @CsvSource({
        "24756, " + XAException.XAER_NOTA,
        "24757, " + XAException.XAER_RMERR,
        "24761, " + XAException.XA_RBROLLBACK,
        "24764, " + XAException.XA_HEURCOM,
        "24765, " + XAException.XA_HEURRB,
        "24766, " + XAException.XA_HEURMIX,
        "24769, " + XAException.XAER_PROTO,
        "24770, " + XAException.XAER_PROTO,
        "24774, " + XAException.XAER_RMERR,
        "24775, " + XAException.XAER_PROTO,
        "24776, " + XAException.XAER_PROTO,
        "25351, " + XAException.XA_RETRY,
        "1031, " + XAException.XAER_RMFAIL,
        "2056, " + XAException.XAER_PROTO,
        "2091, " + XAException.XA_RBROLLBACK,
        "60, " + XAException.XAER_RMERR
    })
    @DisplayName("carries errors that the driver makes XA codes of")
    void errors(int code, int expected) throws Exception {
        try (TestServer server = new TestServer()) {
            XAConnection connection = connect(server);
            XAResource xa = connection.getXAResource();
            branches.startError = code;
            branches.error = code;
            Xid xid = new Name();
            assertEquals(
                    expected, assertThrows(XAException.class, () -> xa.start(xid, XAResource.TMNOFLAGS)).errorCode);
            assertEquals(expected, assertThrows(XAException.class, () -> xa.commit(xid, false)).errorCode);
            assertEquals(expected, assertThrows(XAException.class, () -> xa.rollback(xid)).errorCode);
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 13, 17, 18, 24})
    @DisplayName("tells in every dialect how a branch was ended by force, and what may be forgotten")
    void recovery(int fieldVersion) throws Exception {
        try (TestServer server = new TestServer(fieldVersion)) {
            XAConnection connection = connect(server);
            XAResource xa = connection.getXAResource();
            Xid xid = new Name();
            branches.error = 24756;
            branches.startError = 24756;
            branches.recoveryError = 0;
            branches.heuristic = Heuristic.COMMITTED;
            assertEquals(
                    Driver.heuristicCode(XAException.XA_HEURCOM),
                    assertThrows(XAException.class, () -> xa.commit(xid, false)).errorCode);
            branches.heuristic = Heuristic.ROLLED_BACK;
            assertEquals(
                    Driver.heuristicCode(XAException.XA_HEURRB),
                    assertThrows(XAException.class, () -> xa.rollback(xid)).errorCode);
            xa.forget(xid);
            connection.close();
            assertEquals(
                    List.of(
                            "commit " + name,
                            "recover " + name,
                            "recovered",
                            "rollback " + name,
                            "recover " + name,
                            "recovered",
                            "resume " + name,
                            "recover " + name,
                            "recovered, forget"),
                    branches.events);
        }
    }

    private static final class Name implements Xid {
        @Override
        public int getFormatId() {
            return 0x20005;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return GLOBAL.clone();
        }

        @Override
        public byte[] getBranchQualifier() {
            return BRANCH.clone();
        }
    }
}
