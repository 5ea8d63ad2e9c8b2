package org.poolwarden.standin.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Jdbc;
import org.poolwarden.standin.engine.XaSession.Heuristic;
import org.poolwarden.standin.engine.Xid;
import org.poolwarden.standin.scripted.Driver;

@DisplayName("A prepared branch that an administrator has ended by force")
@Timeout(60)
class XaHeuristicTest extends XaCase {

    private static final int HEURCOM = Driver.heuristicCode(XAException.XA_HEURCOM);
    private static final int HEURRB = Driver.heuristicCode(XAException.XA_HEURRB);

    private final TestXid xid = TestXid.of("one");

    @BeforeEach
    void prepare() throws Exception {
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
    }

    private void force(Heuristic outcome) {
        oracle.backstage().force(named(xid), outcome);
    }

    private static Xid named(TestXid xid) {
        return Xid.of(
                xid.format(),
                xid.global().getBytes(StandardCharsets.US_ASCII),
                xid.branch().getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("by COMMIT is committed at once, and its transaction manager is told until it forgets")
    void committed() throws Exception {
        force(Heuristic.COMMITTED);
        assertEquals(11, amount(1));
        execute(ROW_1);
        assertEquals(List.of(xid), recovered(second));
        failsWith(HEURCOM, () -> second.xa.commit(xid, false));
        failsWith(HEURCOM, () -> first.xa.rollback(xid));
        assertEquals(List.of(xid), recovered(second));
        second.xa.forget(xid);
        assertEquals(List.of(), recovered(second));
        failsWith(XAException.XAER_NOTA, () -> second.xa.forget(xid));
        failsWith(XAException.XAER_NOTA, () -> second.xa.commit(xid, false));
        assertEquals(12, amount(1));
    }

    @Test
    @DisplayName("by ROLLBACK is rolled back at once, and its transaction manager is told until it forgets")
    void rolledBack() throws Exception {
        force(Heuristic.ROLLED_BACK);
        assertEquals(10, amount(1));
        execute(ROW_1);
        failsWith(HEURRB, () -> first.xa.commit(xid, false));
        failsWith(HEURRB, () -> first.xa.rollback(xid));
        first.xa.forget(xid);
        assertEquals(List.of(), recovered(first));
        assertEquals(11, amount(1));
    }

    @Test
    @DisplayName("outlives the session that prepared it")
    void outlives() throws Exception {
        force(Heuristic.COMMITTED);
        first.close();
        assertEquals(List.of(xid), recovered(second));
        second.xa.forget(xid);
        assertEquals(List.of(), recovered(second));
    }

    @Test
    @DisplayName("keeps its name, and is no branch to be joined or prepared any more")
    void keepsItsName() throws Exception {
        force(Heuristic.COMMITTED);
        failsWith(XAException.XAER_RMERR, () -> second.xa.start(xid, XAResource.TMNOFLAGS));
        failsWith(XAException.XAER_NOTA, () -> second.xa.start(xid, XAResource.TMJOIN));
        failsWith(XAException.XAER_NOTA, () -> second.xa.prepare(xid));
        second.xa.forget(xid);
        second.work(xid, ROW_2);
        second.xa.commit(xid, true);
        assertEquals(11, amount(2));
    }

    @Test
    @DisplayName("is not forgotten by another user")
    void otherUser() throws Exception {
        XaClient billing = client("BILLING", "billing");
        force(Heuristic.COMMITTED);
        failsWith(XAException.XAER_RMFAIL, () -> billing.xa.forget(xid));
        assertEquals(List.of(xid), recovered(second));
    }

    @Test
    @DisplayName("was prepared: no other one is ended so")
    void onlyPrepared() throws Exception {
        TestXid active = TestXid.of("active");
        second.work(active, ROW_2);
        assertThrows(
                IllegalArgumentException.class, () -> oracle.backstage().force(named(active), Heuristic.COMMITTED));
        force(Heuristic.COMMITTED);
        assertThrows(IllegalArgumentException.class, () -> force(Heuristic.ROLLED_BACK));
        assertEquals(3001, Jdbc.error(() -> Jdbc.execute(witness, "COMMIT FORCE '1.21.17'")));
        assertEquals(1, oracle.takeProtocolErrors().size());
        second.xa.commit(active, true);
        assertEquals(11, amount(2));
    }
}
