package org.poolwarden.guardcontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.sql.SQLException;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.GuardClient.Answer;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.SqlAction;
import org.poolwarden.guardcontract.engine.Victim;

/** What all cases share: the engine they run on, and how to ask it. */
public interface Contract {

    String REQUESTER = "alice";
    String REASON = "leaked since noon";

    GuardEngine engine();

    /** Skips the case where the engine cannot express it. */
    default void needs(Ability ability) {
        assumeTrue(engine().can(ability), () -> "this engine has no " + ability + ", see the table in README.md");
    }

    default GuardClient as(String user) throws SQLException {
        return engine().as(user);
    }

    default Victim open(String user) throws SQLException {
        return engine().open(user);
    }

    default Answer disconnect(GuardClient guard, Victim victim) throws SQLException {
        return guard.disconnect(victim.session(), "IMMEDIATE", REQUESTER, REASON);
    }

    /** The call must be refused with this ORA- number. */
    default void refused(int oraCode, SqlAction call) {
        try {
            call.run();
        } catch (SQLException e) {
            assertEquals(oraCode, engine().oraCode(e), e.getMessage());
            return;
        }
        fail("was not refused; ORA-" + oraCode + " was expected");
    }

    /** What a refusal says. */
    default String messageOf(SqlAction call) {
        try {
            call.run();
        } catch (SQLException e) {
            return e.getMessage();
        }
        throw new AssertionError("was not refused");
    }

    static BigDecimal number(String digits) {
        return new BigDecimal(digits);
    }
}
