package org.poolwarden.it.soak;

import java.util.Map;

/** Kills that wait for the transaction. */
final class SparingScenes {

    private static final String GONE = "GONE/FREED";
    /** The transaction was over before the kill began. A pool does not lend again what was closed behind the fence. */
    private static final String SKIPPED = "SKIPPED";

    /** The transaction was committing when the kill began. */
    private static final String COMMITTING = "FAILED PWARDEN0314";

    private static final String MODE = "POST_TRANSACTION";

    private SparingScenes() {}

    static void local(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String key = hand.borrow("SHOP");
        hand.must("manual", key);
        int row = actor.insert(hand, key);
        Kills.Kill kill = actor.kill(hand, key, MODE);
        actor.pause(600);
        hand.must("ping", key);
        String way = actor.one("commit", "commit", "rollback", "close");
        switch (way) {
            case "commit" -> actor.must(actor.commit(hand, key, row), "a commit that was to be spared failed");
            case "rollback" -> hand.must("rollback", key);
            default -> {}
        }
        hand.close(key);
        if (actor.heads()) {
            actor.nextUnit(hand, "SHOP");
        }
        String end = null;
        try {
            end = actor.await(kill, GONE, SKIPPED);
        } finally {
            // Where Poolwarden is redeployed meanwhile nobody says how the kill ended.
            if ("close".equals(way) && !GONE.equals(end)) {
                actor.world().rows().abandoned(row);
            }
        }
        actor.nextUnit(hand, "SHOP");
    }

    static void jta(Actor actor) throws Exception {
        Hand hand = actor.hand();
        hand.must("begin", Map.of());
        String dataSource = actor.one("SHOP", "XA");
        String key = hand.borrow(dataSource);
        int row = actor.insert(hand, key);
        Kills.Kill kill = actor.kill(hand, key, MODE);
        actor.pause(600);
        if (actor.heads()) {
            hand.must("ping", key);
        }
        boolean closesFirst = actor.heads();
        if (closesFirst) {
            hand.close(key);
        }
        if (actor.random().nextInt(4) == 0) {
            hand.must("rollback-jta", Map.of());
        } else {
            actor.must(actor.commitJta(hand, row), "a commit that was to be spared failed");
        }
        if (!closesFirst) {
            hand.close(key);
        }
        actor.await(kill, GONE, SKIPPED, COMMITTING);
        actor.nextUnit(hand, dataSource);
    }

    static void twoPools(Actor actor) throws Exception {
        if (actor.world().weather().now() == Weather.Trouble.RESTART) {
            jta(actor);
            return;
        }
        Hand hand = actor.hand();
        hand.must("begin", Map.of());
        String first = hand.borrow("XA");
        String second = hand.borrow("LEDGER");
        int[] rows = {actor.insert(hand, first), actor.insert(hand, second)};
        Kills.Kill kill = actor.kill(hand, actor.one(first, second), MODE);
        actor.pause(600);
        hand.close(first);
        hand.close(second);
        actor.must(actor.commitJta(hand, rows), "a commit of two pools that was to be spared failed");
        actor.await(kill, GONE, SKIPPED, COMMITTING);
        actor.nextUnit(hand, actor.one("XA", "LEDGER"));
    }
}
