package org.poolwarden.standin.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.When;

/** The first change of a branch's state is its prepare, the second its commit. */
@Timeout(60)
@DisplayName("A socket that is cut in a two-phase commit")
class XaFaultTest extends XaCase {

    private static final String UPDATE = "UPDATE orders SET amount = 11 WHERE id = 1";
    private static final When CHANGE = When.call(CallKind.XA_CHANGE).by("SHOP");

    private final TestXid xid = TestXid.of("cut");

    @Test
    @DisplayName("after the prepare leaves the branch in doubt, and it can be rolled back")
    void afterThePrepare() throws Exception {
        oracle.faults().cutAfter(CHANGE);
        first.work(xid, UPDATE);
        failsWith(XAException.XAER_RMFAIL, () -> first.xa.prepare(xid));
        assertEquals(List.of(xid), recovered(second));
        second.xa.rollback(xid);
        assertEquals(10, amount(1));
        isOff();
    }

    @Test
    @DisplayName("before the commit leaves the branch in doubt, and it can be committed")
    void beforeTheCommit() throws Exception {
        oracle.faults().cutBefore(CHANGE.nth(2));
        first.prepared(xid, UPDATE);
        failsWith(XAException.XAER_RMFAIL, () -> first.xa.commit(xid, false));
        assertEquals(10, amount(1));
        assertEquals(List.of(xid), recovered(second));
        second.xa.commit(xid, false);
        assertEquals(11, amount(1));
        isOff();
    }

    @Test
    @DisplayName("after the commit leaves nothing in doubt: it is committed")
    void afterTheCommit() throws Exception {
        oracle.faults().cutAfter(CHANGE.nth(2));
        first.prepared(xid, UPDATE);
        failsWith(XAException.XAER_RMFAIL, () -> first.xa.commit(xid, false));
        assertEquals(11, amount(1));
        assertEquals(List.of(), recovered(second));
        isOff();
    }

    private void isOff() throws Exception {
        assertEquals(List.of(), oracle.faults().active());
        TestXid next = TestXid.of("next");
        second.prepared(next, "UPDATE orders SET amount = 12 WHERE id = 1");
        second.xa.commit(next, false);
        assertEquals(12, amount(1));
    }
}
