package org.poolwarden.leaky.demo;

import java.sql.SQLException;
import org.poolwarden.leaky.IdleLeak;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.database.Database;

/** Borrows until the pool refuses. */
final class Exhaustion {

    private static final int MOST = 100;

    private Exhaustion() {}

    static Answer exhaust() {
        int taken = 0;
        String refused = "The pool is larger than " + MOST + " connections.";
        try {
            while (taken < MOST) {
                IdleLeak.leak(Database.SHOP.dataSource(), Names.next());
                taken++;
            }
        } catch (SQLException e) {
            refused = "The next one was refused: " + Outcome.describe(e);
        }
        return new Answer("Forgot " + taken + " connections.").line(refused);
    }
}
