package org.poolwarden.leaky.demo;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.poolwarden.leaky.TransactionLeak;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.database.Database;
import org.poolwarden.leaky.database.HonestWork;

/** A row that is locked by a transaction that nobody ends, and somebody who waits for it. */
final class LockedRow {

    private static final int ROW = 1;

    private LockedRow() {}

    static Answer lock() throws SQLException {
        DataSource shop = Database.SHOP.dataSource();
        Answer answer = TransactionLeak.leak(shop, Names.next(), ROW).answer("An open transaction is forgotten.");
        Thread waits = new Thread(() -> Outcome.of(() -> HonestWork.waitForRow(shop, ROW)), "shop-waits-for-a-row");
        waits.setDaemon(true);
        waits.start();
        return answer.line("Somebody waits for its row.");
    }
}
