package org.poolwarden.standin.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A transaction manager that errs")
@Timeout(60)
class XaErrorTest extends XaCase {

    private final TestXid xid = TestXid.of("one");

    @BeforeEach
    void work() throws Exception {
        first.work(xid, ROW_1);
    }

    @AfterEach
    void theBranchIsUnharmed() throws Exception {
        first.xa.commit(xid, false);
        assertEquals(11, amount(1));
    }

    private void prepare() throws XAException {
        assertEquals(XAResource.XA_OK, first.xa.prepare(xid));
    }

    @Test
    @DisplayName("cannot start a branch twice")
    void duplicate() throws Exception {
        failsWith(XAException.XAER_RMERR, () -> second.xa.start(xid, XAResource.TMNOFLAGS));
        prepare();
    }

    @Test
    @DisplayName("cannot join a branch that another session is attached to")
    void inUse() throws Exception {
        second.xa.start(xid, XAResource.TMJOIN);
        failsWith(XAException.XA_RETRY, () -> first.xa.start(xid, XAResource.TMJOIN));
        failsWith(XAException.XAER_PROTO, () -> first.xa.prepare(xid));
        failsWith(XAException.XAER_PROTO, () -> first.xa.rollback(xid));
        second.xa.end(xid, XAResource.TMSUCCESS);
        prepare();
    }

    @Test
    @DisplayName("cannot join a branch that is prepared")
    void joinPrepared() throws Exception {
        prepare();
        failsWith(XAException.XAER_PROTO, () -> second.xa.start(xid, XAResource.TMJOIN));
    }

    @Test
    @DisplayName("cannot join, end, prepare, commit, roll back or forget what there is not")
    void unknown() throws Exception {
        TestXid other = TestXid.of("other");
        failsWith(XAException.XAER_NOTA, () -> second.xa.start(other, XAResource.TMJOIN));
        failsWith(XAException.XAER_NOTA, () -> second.xa.start(other, XAResource.TMRESUME));
        failsWith(XAException.XAER_NOTA, () -> second.xa.end(other, XAResource.TMSUCCESS));
        failsWith(XAException.XAER_NOTA, () -> second.xa.prepare(other));
        failsWith(XAException.XAER_NOTA, () -> second.xa.commit(other, true));
        failsWith(XAException.XAER_NOTA, () -> second.xa.commit(other, false));
        failsWith(XAException.XAER_NOTA, () -> second.xa.rollback(other));
        failsWith(XAException.XAER_NOTA, () -> second.xa.forget(other));
        prepare();
    }

    @Test
    @DisplayName("cannot commit in two phases what is not prepared, nor in one what is")
    void wrongPhase() throws Exception {
        failsWith(XAException.XAER_PROTO, () -> first.xa.commit(xid, false));
        prepare();
        failsWith(XAException.XAER_PROTO, () -> first.xa.commit(xid, true));
        failsWith(XAException.XAER_PROTO, () -> first.xa.prepare(xid));
    }

    @Test
    @DisplayName("cannot forget what is active or prepared")
    void forget() throws Exception {
        failsWith(XAException.XAER_PROTO, () -> second.xa.forget(xid));
        prepare();
        failsWith(XAException.XAER_PROTO, () -> second.xa.forget(xid));
    }

    @Test
    @DisplayName("cannot start a branch in a session that has a transaction of its own")
    void localTransaction() throws Exception {
        second.connection.setAutoCommit(false);
        second.sql(ROW_2);
        failsWith(XAException.XAER_PROTO, () -> second.xa.start(TestXid.of("other"), XAResource.TMNOFLAGS));
        second.connection.rollback();
        second.xa.start(TestXid.of("other"), XAResource.TMNOFLAGS);
        second.xa.end(TestXid.of("other"), XAResource.TMSUCCESS);
        prepare();
    }
}
