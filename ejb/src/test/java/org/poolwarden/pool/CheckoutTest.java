package org.poolwarden.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.Borrower;

class CheckoutTest {

    private static final Checkout.Frame DAO = new Checkout.Frame("shop.Dao.open", "shop.Dao.open(Dao.java:17)");
    private static final Checkout.Frame SERVLET =
            new Checkout.Frame("shop.Page.doGet", "shop.Page.doGet(Page.java:42)");

    @Test
    void aThreadThatHasEndedIsNoLongerHere() throws InterruptedException {
        Thread borrower = new Thread(() -> {}, "borrower");
        Checkout checkout = new Checkout(borrower, List.of(DAO), null);
        borrower.start();
        borrower.join();
        assertNull(checkout.liveThread());
        assertEquals(Borrower.Whereabouts.GONE, Borrowers.describe(checkout).whereabouts());
        assertEquals("borrower", Borrowers.describe(checkout).thread());
    }

    @Test
    void aLivingThreadIsFound() {
        assertSame(Thread.currentThread(), new Checkout(Thread.currentThread(), List.of(), null).liveThread());
    }

    @Test
    void aHelperThatHasReturnedToItsCallerIsStillBorrowing() {
        Checkout checkout = new Checkout(Thread.currentThread(), List.of(DAO, SERVLET), null);
        assertTrue(checkout.isStillIn(new StackTraceElement[] {
            new StackTraceElement("shop.Other", "work", "Other.java", 1),
            new StackTraceElement("shop.Page", "doGet", "Page.java", 50)
        }));
    }

    @Test
    void otherWorkIsNotBorrowing() {
        Checkout checkout = new Checkout(Thread.currentThread(), List.of(DAO, SERVLET), null);
        assertFalse(checkout.isStillIn(
                new StackTraceElement[] {new StackTraceElement("shop.Other", "work", "Other.java", 1)}));
        assertEquals(
                Borrower.Whereabouts.ELSEWHERE, Borrowers.describe(checkout).whereabouts());
        assertEquals("shop.Dao.open(Dao.java:17)", Borrowers.describe(checkout).callSite());
    }

    @Test
    void withoutApplicationFramesNobodyCanTell() {
        Checkout checkout = new Checkout(Thread.currentThread(), List.of(), null);
        assertEquals(Borrower.Whereabouts.UNKNOWN, Borrowers.describe(checkout).whereabouts());
    }

    @Test
    void aCheckoutBeforeOurTimeHasAnUnknownBorrower() {
        assertSame(Borrower.UNKNOWN, Borrowers.describe(null));
    }
}
