package org.poolwarden.bench;

import org.poolwarden.pool.tracking.Setup;

/** A pool, with what it tells of a connection that does not come back. Each is compared with one that tells less. */
public enum Peer {
    IRONJACAMAR(null, "nothing", () -> IronJacamarPool.with(null)),
    POOLWARDEN_OFF(
            IRONJACAMAR, "its age and its session; no borrower", () -> IronJacamarPool.with(Setup.OFF.listener())),
    POOLWARDEN_STAMP(
            IRONJACAMAR,
            "also its thread, whether that has left, its request and deployment; the verdict",
            () -> IronJacamarPool.with(Setup.STAMP.listener())),
    POOLWARDEN_SITES(
            IRONJACAMAR,
            "also the whole chain of calls, of 2,000 checkouts a second; the place to blame",
            () -> IronJacamarPool.with(Setup.SITES.listener())),
    POOLWARDEN_EACH(
            IRONJACAMAR,
            "the same of each checkout, as below 2,000 a second and of a pool under suspicion",
            () -> IronJacamarPool.with(Setup.SUSPICIOUS.listener())),
    IRONJACAMAR_CCM(null, "nothing", () -> IronJacamarPool.withComponents(false)),
    IRONJACAMAR_DEBUG(
            IRONJACAMAR_CCM,
            "the stack, when the component ends and has not closed it; then closes it",
            () -> IronJacamarPool.withComponents(true)),
    HIKARI(null, "nothing", () -> OtherPools.hikari(false)),
    HIKARI_LEAK_DETECTION(HIKARI, "the stack and the thread's name, once, in the log", () -> OtherPools.hikari(true)),
    TOMCAT(null, "nothing", () -> OtherPools.tomcat(false)),
    TOMCAT_LOG_ABANDONED(TOMCAT, "the stack, in the log; takes it back by its age", () -> OtherPools.tomcat(true)),
    AGROAL(null, "nothing", () -> OtherPools.agroal(false, false)),
    AGROAL_LEAK_TIMEOUT(AGROAL, "the thread, in the log", () -> OtherPools.agroal(true, false)),
    AGROAL_ENHANCED_REPORT(
            AGROAL, "the thread, the stack and the statements, in the log", () -> OtherPools.agroal(true, true)),
    DBCP2(null, "nothing", () -> OtherPools.dbcp(false)),
    DBCP2_LOG_ABANDONED(DBCP2, "the stack, in the log; takes it back by its last use", () -> OtherPools.dbcp(true)),
    C3P0(null, "nothing", () -> OtherPools.c3p0(false)),
    C3P0_DEBUG_UNRETURNED(C3P0, "the stack, in the log; takes it back by its age", () -> OtherPools.c3p0(true)),
    UCP(null, "nothing", () -> OtherPools.ucp(false)),
    UCP_ABANDONED_TIMEOUT(UCP, "nothing; takes it back by its last use", () -> OtherPools.ucp(true));

    private final Peer base;
    private final String told;
    private final Opening opening;

    Peer(Peer base, String told, Opening opening) {
        this.base = base;
        this.told = told;
        this.opening = opening;
    }

    /** The same pool without what is measured; null if it is itself that. */
    Peer base() {
        return base;
    }

    /** Of a connection that does not come back, for a person. */
    String told() {
        return told;
    }

    OpenPool open() throws Exception {
        return opening.open();
    }

    private interface Opening {
        OpenPool open() throws Exception;
    }
}
