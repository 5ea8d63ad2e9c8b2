package org.poolwarden.it.soak;

import java.util.Map;

/** Kills that lose the work. */
final class KillScenes {

    private static final String GONE = "GONE/FREED";

    private KillScenes() {}

    /** The borrower is there, and goes on. */
    static void idle(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String dataSource = actor.one("SHOP", "XA");
        String key = hand.borrow(dataSource);
        actor.await(actor.kill(hand, key, "IMMEDIATE", "KILL", "POST_TRANSACTION"), GONE);
        if (actor.heads()) {
            actor.must(!hand.say("ping", key).isOk(), "a killed connection of " + hand + " answers");
        }
        if (actor.heads()) {
            hand.close(key);
        }
        actor.nextUnit(hand, dataSource);
    }

    /** The borrower has left. */
    static void leak(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String key = hand.borrow(actor.one("SHOP", "XA", "LEDGER"));
        hand.end();
        actor.pause(1500);
        actor.await(actor.kill(hand, key, "IMMEDIATE", "KILL", "POST_TRANSACTION", "POST_TRANSACTION,KILL"), GONE);
        if (actor.heads()) {
            actor.must(!hand.late("ping", key).isOk(), "a killed connection of " + hand + " answers");
        }
    }

    static void local(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String key = hand.borrow("SHOP");
        hand.must("manual", key);
        int row = actor.insert(hand, key);
        actor.await(actor.kill(hand, key, "IMMEDIATE", "KILL"), GONE);
        actor.must(!actor.commit(hand, key, row), "a commit after the kill said that it is done");
        hand.close(key);
        actor.nextUnit(hand, "SHOP");
    }

    static void jta(Actor actor) throws Exception {
        Hand hand = actor.hand();
        hand.must("begin", Map.of());
        String dataSource = actor.one("SHOP", "XA");
        String key = hand.borrow(dataSource);
        int row = actor.insert(hand, key);
        long lease = actor.lease(hand, key);
        if (actor.heads()) {
            hand.say("close", key);
        }
        Kills.Kill kill = actor.world()
                .kills()
                .ask(actor.way(), lease, hand, hand.borrowed(key), actor.one("IMMEDIATE", "KILL"), 0);
        actor.await(kill, GONE);
        actor.must(!actor.commitJta(hand, row), "a commit after the kill said that it is done");
        actor.nextUnit(hand, dataSource);
    }

    /** One of two sessions; neither row may survive. */
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
        actor.await(actor.kill(hand, actor.one(first, second), "IMMEDIATE", "KILL"), GONE);
        actor.must(!actor.commitJta(hand, rows), "a commit after the kill said that it is done");
        hand.close(first);
        hand.close(second);
        actor.nextUnit(hand, actor.one("XA", "LEDGER"));
    }

    /** A user that the guard protects. */
    static void denied(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String key = hand.borrow("OPS");
        KillWay way = actor.way();
        try {
            actor.await(actor.kill(hand, key, way, actor.one("IMMEDIATE", "KILL", "POST_TRANSACTION")), "DENIED/HELD");
        } catch (KillWay.Refused e) {
            boolean byThePage = way == KillWay.CONSOLE && e.getMessage().contains("PWARDEN0310");
            actor.must(byThePage, "a kill that the guard denies was refused otherwise: " + e.getMessage());
        }
        hand.must("ping", key);
        hand.close(key);
    }
}
