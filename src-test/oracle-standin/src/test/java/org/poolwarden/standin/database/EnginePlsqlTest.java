package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;

@Timeout(30)
class EnginePlsqlTest extends EngineCase {

    @Test
    void aSleepLastsAsLongAsItSays() throws OraException {
        long before = System.nanoTime();
        shop.sql("BEGIN dbms_session.sleep(0.2); END;");
        shop.sql("BEGIN sys.dbms_session.sleep(:1 ); END;", new java.math.BigDecimal("0.1"));
        shop.sql("BEGIN NULL; dbms_session.sleep(seconds => 0); END;");
        shop.sql("CALL dbms_session.sleep(0)");
        assertTrue(Duration.ofNanos(System.nanoTime() - before).toMillis() >= 290);
    }

    @Test
    void aSleepIsActiveAndIsCancelled() throws Exception {
        CompletableFuture<Result> sleeping = shop.start("BEGIN dbms_session.sleep(1000); END;");
        Eventually.get(shop::row, row -> "PL/SQL lock timer".equals(row.event()));
        assertEquals("ACTIVE", shop.row().status());
        shop.session.cancel();
        failsWith(1013, sleeping);
        assertEquals("INACTIVE", shop.row().status());
        shop.session.cancel();
        shop.sql("BEGIN NULL; END;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PLS-00201: identifier 'NOPE.NOPE' must be declared   | BEGIN nope.nope(1); END;
            PLS-00201: identifier 'DBMS_LOCK.SLEEP' must be      | BEGIN dbms_lock.sleep(1); END;
            PLS-00201: identifier 'SYS.POOLWARDEN.CHECK_SESSION' | BEGIN sys.poolwarden.check_session(1,2,3); END;
            PLS-00201: identifier 'KILL_SESSION' must be         | BEGIN kill_session(1,2,3); END;
            PLS-00306                                            | BEGIN dbms_session.sleep(1, 2); END;
            PLS-00103                                            | BEGIN dbms_session.sleep(1) END;
            PLS-00103                                            | BEGIN , END;
            PLS-00103                                            | BEGIN NULL; END; DELETE FROM orders
            """)
    void whatDoesNotCompileIsAnError(String message, String block) {
        OraException failure = assertThrows(OraException.class, () -> shop.sql(block));
        assertEquals(6550, failure.code());
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }

    @Test
    void nothingRunsOfABlockThatDoesNotCompile() {
        long before = System.nanoTime();
        assertEquals(6550, shop.error("BEGIN dbms_session.sleep(5); nope; END;"));
        assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 5);
    }

    @Test
    void aTextThatIsNoNumberIsAValueError() {
        assertEquals(6502, shop.error("BEGIN dbms_session.sleep(:1); END;", "x"));
    }
}
