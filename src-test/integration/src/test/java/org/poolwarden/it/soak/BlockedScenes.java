package org.poolwarden.it.soak;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Threads that sit inside a statement. */
final class BlockedScenes {

    private static final String GONE = "GONE/FREED";
    /** Longer than a kill takes on a busy machine: a statement that ends by itself has not been killed. */
    private static final int STATEMENT_SECONDS = 140;
    /** Where a kill may be lost the statement ends by itself, and the round goes on. */
    private static final int SHORT_SECONDS = 20;

    private static final long PATIENCE_SECONDS = 130;

    private BlockedScenes() {}

    static void statement(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String dataSource = actor.one("SHOP", "XA");
        String key = hand.borrow(dataSource);
        int seconds = actor.world().weather().isFair() ? STATEMENT_SECONDS : SHORT_SECONDS;
        CompletableFuture<Reply> statement = hand.begin("sleep", Map.of("key", key, "seconds", seconds));
        actor.pause(300);
        actor.await(actor.kill(hand, key, "IMMEDIATE", "KILL"), GONE);
        Reply reply = statement.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        actor.must(!reply.isOk(), "a statement of " + hand + " went on after its kill");
        hand.close(key);
        actor.nextUnit(hand, dataSource);
    }

    static void cancelled(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String key = hand.borrow("SHOP");
        hand.must("manual", key);
        int row = actor.insert(hand, key);
        CompletableFuture<Reply> statement = hand.begin("sleep", Map.of("key", key, "seconds", 30));
        actor.pause(500);
        String end = actor.await(
                actor.kill(hand, key, "CANCEL", "CANCEL,IMMEDIATE"), "CANCELLED/HELD", "SKIPPED/HELD", GONE);
        Reply reply = statement.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (GONE.equals(end)) {
            actor.must(!actor.commit(hand, key, row), "a commit after the kill said that it is done");
        } else {
            actor.must(end.startsWith("SKIPPED") || reply.says("code=1013"), "a cancel did " + reply.outcome());
            actor.must(actor.commit(hand, key, row), "a commit after a cancel failed");
        }
        hand.close(key);
        actor.nextUnit(hand, "SHOP");
    }

    /** Who waits for the victim's lock goes on. */
    static void holder(Actor actor) throws Exception {
        Hand holder = actor.hand();
        Hand waiter = actor.hand("thread");
        String held = lock(actor, holder);
        String waiting = waiter.borrow("SHOP");
        waiter.must("manual", waiting);
        CompletableFuture<Reply> wait = waiter.begin("update", update(actor, waiting));
        actor.pause(300);
        actor.await(actor.kill(holder, held, "IMMEDIATE", "KILL"), GONE);
        Reply reply = wait.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        actor.must(reply.isOk(), "who waited for the victim's lock was hit: " + reply.outcome());
        int row = actor.insert(waiter, waiting);
        actor.must(actor.commit(waiter, waiting, row), "who waited for the victim's lock could not commit");
        waiter.close(waiting);
    }

    /** Who holds the lock is not touched. */
    static void waiter(Actor actor) throws Exception {
        Hand holder = actor.hand("thread");
        Hand waiter = actor.hand();
        String held = lock(actor, holder);
        int row = actor.insert(holder, held);
        String waiting = waiter.borrow("SHOP");
        waiter.must("manual", waiting);
        CompletableFuture<Reply> wait = waiter.begin("update", update(actor, waiting));
        actor.pause(300);
        actor.await(actor.kill(waiter, waiting, "IMMEDIATE", "KILL"), GONE);
        Reply reply = wait.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        actor.must(!reply.isOk(), "a killed statement said that it is done");
        actor.must(actor.commit(holder, held, row), "who held the lock was hit");
        holder.close(held);
        waiter.close(waiting);
        actor.nextUnit(waiter, "SHOP");
    }

    private static String lock(Actor actor, Hand hand) throws Exception {
        String key = hand.borrow("SHOP");
        hand.must("manual", key);
        hand.must("update", update(actor, key));
        return key;
    }

    private static Map<String, Object> update(Actor actor, String key) {
        return Map.of("key", key, "id", actor.ownRow(), "value", "locked");
    }
}
