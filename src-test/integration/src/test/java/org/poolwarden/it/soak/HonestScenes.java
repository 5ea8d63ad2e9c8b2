package org.poolwarden.it.soak;

import java.util.Map;

/** Nobody is killed. */
final class HonestScenes {

    private HonestScenes() {}

    static void local(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String key = hand.borrow("SHOP");
        hand.must("manual", key);
        int row = actor.insert(hand, key);
        actor.pause(100);
        switch (actor.one("commit", "rollback", "close")) {
            case "commit" -> actor.must(actor.commit(hand, key, row), "a commit failed");
            case "rollback" -> hand.must("rollback", key);
            default -> actor.world().rows().abandoned(row);
        }
        hand.close(key);
    }

    static void jta(Actor actor) throws Exception {
        Hand hand = actor.hand();
        hand.must("begin", Map.of());
        String key = hand.borrow(actor.one("SHOP", "XA"));
        int row = actor.insert(hand, key);
        boolean closesFirst = actor.heads();
        if (closesFirst) {
            hand.close(key);
        }
        actor.pause(100);
        if (actor.random().nextInt(4) == 0) {
            hand.must("rollback-jta", Map.of());
        } else {
            actor.must(actor.commitJta(hand, row), "a commit failed");
        }
        if (!closesFirst) {
            hand.close(key);
        }
    }

    /** Not while the database is killed: it forgets prepared branches, as no Oracle does. */
    static void twoPools(Actor actor) throws Exception {
        if (actor.world().weather().now() == Weather.Trouble.RESTART) {
            local(actor);
            return;
        }
        Hand hand = actor.hand();
        hand.must("begin", Map.of());
        String first = hand.borrow("XA");
        String second = hand.borrow("LEDGER");
        int[] rows = {actor.insert(hand, first), actor.insert(hand, second)};
        hand.close(first);
        hand.close(second);
        actor.pause(100);
        actor.must(actor.commitJta(hand, rows), "a commit of two pools failed");
    }

    static void container(Actor actor) throws Exception {
        Hand hand = actor.hand("thread".equals(actor.one("request", "thread")) ? "task" : "request");
        hand.must("container", Map.of());
        String key = hand.borrow(actor.one("SHOP", "XA"));
        int row = actor.insert(hand, key);
        hand.close(key);
        actor.must(actor.committedJta(hand.say("leave"), row), "a container could not commit");
    }

    /** Leaks, and somebody else closes it after all. */
    static void lateClose(Actor actor) throws Exception {
        Hand hand = actor.hand();
        hand.borrow(actor.one("SHOP", "XA", "LEDGER"));
        hand.end();
        actor.pause(1500);
    }
}
