package org.poolwarden.leaky.demo;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.poolwarden.leaky.IdleLeak;
import org.poolwarden.leaky.KeptConnection;
import org.poolwarden.leaky.LateWork;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.database.Database;

/** Sessions whose end does not go well, in a database that obeys. */
final class StuckSession {

    private static final int CHANGES = 60;
    private static final int CHANGES_A_SECOND = 2;
    /** Of the rows that are inserted and never committed. */
    private static final AtomicInteger FIRST_ID = new AtomicInteger(700_000);

    private StuckSession() {}

    static Answer rollsBackSlowly(String name) throws SQLException {
        DataSource shop = Database.SHOP.dataSource();
        IdleLeak.leak(shop, name);
        int first = FIRST_ID.getAndAdd(CHANGES);
        for (int i = 0; i < CHANGES; i++) {
            LateWork.insert(shop, name, first + i, "never committed");
        }
        StandInControl.say("backstage pace records=" + CHANGES_A_SECOND);
        return new Answer("A transaction of " + CHANGES + " changes is forgotten. Its rollback takes "
                + CHANGES / CHANGES_A_SECOND + " s.");
    }

    static Answer ignoresKills(String name) throws SQLException {
        KeptConnection kept = IdleLeak.leak(Database.SHOP.dataSource(), name);
        StandInControl.say("backstage stuck sid=" + kept.sid());
        return kept.answer("A connection is forgotten, whose session notices nothing.");
    }

    static Answer release() {
        StandInControl.say("backstage back");
        return new Answer("The database has noticed everything.");
    }
}
