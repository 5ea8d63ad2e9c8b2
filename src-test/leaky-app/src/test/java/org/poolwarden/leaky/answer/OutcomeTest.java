package org.poolwarden.leaky.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void workThatSucceedsHasNoException() {
        assertEquals("no exception", Outcome.of(() -> {}));
    }

    @Test
    void anExceptionIsToldWithStateCodeAndMessageOnOneLine() {
        assertEquals(
                "java.sql.SQLRecoverableException SQLState=08003 code=17008 message=ORA-17008: Closed Connection help",
                Outcome.of(() -> {
                    throw new SQLRecoverableException("ORA-17008: Closed Connection\n  help\n", "08003", 17008);
                }));
    }

    @Test
    void whatThePoolWrappedIsToldToo() {
        SQLException refused = new SQLException("listener refused", "66000", 12541);
        SQLException wrapped = new SQLException("IJ000453", new IllegalStateException("IJ031084", refused));

        assertEquals(
                "java.sql.SQLException SQLState=null code=0 message=IJ000453"
                        + "; caused by java.lang.IllegalStateException message=IJ031084"
                        + "; caused by java.sql.SQLException SQLState=66000 code=12541 message=listener refused",
                Outcome.describe(wrapped));
    }
}
