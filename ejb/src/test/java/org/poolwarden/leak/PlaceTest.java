package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease.Transaction;

@DisplayName("The place that borrowed")
class PlaceTest {

    private static final List<String> CHAIN = List.of(
            "Cart.pay(Cart.java:42)", "Shop.order(Shop.java:7)", "Page.doGet(Page.java:3)", "Main.main(Main.java:1)");

    @Test
    @DisplayName("is named with its next callers")
    void callers() {
        Judgement judgement = judge(borrower(CHAIN, null));
        assertEquals(
                "borrowed at Cart.pay(Cart.java:42), called from Shop.order(Shop.java:7), Page.doGet(Page.java:3)",
                judgement.reason(Code.CALL_SITE));
        assertFalse(judgement.codes().contains(Code.NO_APPLICATION));
    }

    @Test
    @DisplayName("says why, if it is not known though the stack is")
    void nobody() {
        Judgement judgement = judge(borrower(List.of(), null));
        assertTrue(judgement.codes().contains(Code.NO_APPLICATION), judgement::toString);
    }

    @Test
    @DisplayName("makes no leak of what a pool over this one holds, and names that pool")
    void poolOver() {
        Judgement judgement = judge(borrower(CHAIN, "HikariCP"));
        assertEquals(Verdict.SUSPECT, judgement.verdict());
        assertTrue(judgement.reason(Code.POOL_OVER).contains("(HikariCP)"), judgement::toString);
        assertEquals(Verdict.LEAKED, judge(borrower(CHAIN, null)).verdict());
    }

    @Test
    @DisplayName("is of a deployment by its runtime name and by its management name")
    void bothNames() {
        Borrower borrower = borrower(CHAIN, null);
        for (String name : List.of("shop.ear", "shop.ear/web.war", "shop-1.2.ear", "shop-1.2.ear/web.war")) {
            assertTrue(borrower.isOf(name), name);
        }
        for (String name : List.of("shop", "web.war", "shop-1.2", "shop.ear/we")) {
            assertFalse(borrower.isOf(name), name);
        }
    }

    private static Borrower borrower(List<String> chain, String overlay) {
        return BorrowerSample.by("worker-7", 7, Whereabouts.ELSEWHERE)
                .at(chain.isEmpty() ? null : chain.get(0))
                .known(Known.SITE)
                .of("shop.ear/web.war")
                .alias("shop-1.2.ear/web.war")
                .stack(List.of("pool"), chain)
                .overlay(overlay)
                .build();
    }

    private static Judgement judge(Borrower borrower) {
        ClientSession client = new ClientSession(CaseEvidence.ID, "SHOP");
        return new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE)
                .judge(
                        Given.lease(1, Duration.ofMinutes(14), borrower, client, Transaction.NONE),
                        Given.session(CaseEvidence.ID, "INACTIVE", 780),
                        Match.MATCHED);
    }
}
