package org.poolwarden.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.leak.Lease;

class TransactionsTest {

    private boolean marked;

    @ParameterizedTest
    @CsvSource({
        Status.STATUS_ACTIVE + ", ACTIVE",
        Status.STATUS_MARKED_ROLLBACK + ", ROLLBACK_ONLY",
        Status.STATUS_NO_TRANSACTION + ", NONE",
        Status.STATUS_PREPARING + ", IN_DOUBT",
        Status.STATUS_PREPARED + ", IN_DOUBT",
        Status.STATUS_COMMITTING + ", IN_DOUBT",
        Status.STATUS_COMMITTED + ", IN_DOUBT",
        Status.STATUS_ROLLING_BACK + ", ROLLBACK_ONLY",
        Status.STATUS_ROLLEDBACK + ", ROLLBACK_ONLY",
        Status.STATUS_UNKNOWN + ", IN_DOUBT"
    })
    void whatMayStillCommitAfterActiveIsInDoubt(int status, Lease.Transaction expected) {
        assertEquals(expected, Transactions.status(transaction(status)));
    }

    @Test
    void noTransactionIsNone() {
        assertEquals(Lease.Transaction.NONE, Transactions.status(null));
        assertFalse(Transactions.setRollbackOnly(null));
    }

    @Test
    void oneThatCannotSayIsInDoubt() {
        assertEquals(Lease.Transaction.IN_DOUBT, Transactions.status(transaction(-1)));
    }

    @Test
    void onlyAnActiveOneIsMarked() {
        assertTrue(Transactions.setRollbackOnly(transaction(Status.STATUS_ACTIVE)));
        assertTrue(marked);
        marked = false;
        assertFalse(Transactions.setRollbackOnly(transaction(Status.STATUS_PREPARED)));
        assertFalse(marked);
    }

    @Test
    void aRefusalIsNotSwallowed() {
        jakarta.transaction.Transaction refusing = proxy(name -> {
            if (name.equals("setRollbackOnly")) {
                throw new SystemException("no");
            }
            return Status.STATUS_ACTIVE;
        });
        assertThrows(IllegalStateException.class, () -> Transactions.setRollbackOnly(refusing));
    }

    /** @param status -1: getStatus fails */
    private jakarta.transaction.Transaction transaction(int status) {
        return proxy(name -> {
            if (name.equals("setRollbackOnly")) {
                marked = true;
                return null;
            }
            if (status == -1) {
                throw new SystemException("unknown");
            }
            return status;
        });
    }

    private static jakarta.transaction.Transaction proxy(Answer answer) {
        return (jakarta.transaction.Transaction) Proxy.newProxyInstance(
                TransactionsTest.class.getClassLoader(),
                new Class<?>[] {jakarta.transaction.Transaction.class},
                (self, method, arguments) -> answer.to(method.getName()));
    }

    private interface Answer {
        Object to(String method) throws SystemException;
    }
}
