package org.poolwarden.it.soak;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.management.RuntimeMBeanException;

/** A kill, and something else at the same moment. */
final class RaceScenes {

    private static final String GONE = "GONE/FREED";
    private static final long PATIENCE_SECONDS = 120;
    /** A kill takes about that long. */
    private static final int MOMENT_MILLIS = 60;

    private RaceScenes() {}

    /** The connection is given back: it is killed, or it is not touched. */
    static void close(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String dataSource = actor.one("SHOP", "XA");
        String key = hand.borrow(dataSource);
        CompletableFuture<Kills.Kill> kill = killSoon(actor, hand, key, actor.one("IMMEDIATE", "KILL"));
        actor.pause(MOMENT_MILLIS);
        hand.close(key);
        await(actor, kill, GONE, "SKIPPED/HELD", "SKIPPED/FREED");
        actor.nextUnit(hand, dataSource);
    }

    static void commit(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String key = hand.borrow("SHOP");
        hand.must("manual", key);
        int row = actor.insert(hand, key);
        CompletableFuture<Kills.Kill> kill =
                killSoon(actor, hand, key, actor.one("IMMEDIATE", "KILL", "POST_TRANSACTION"));
        actor.pause(MOMENT_MILLIS);
        actor.commit(hand, key, row);
        await(actor, kill, GONE);
        hand.close(key);
        actor.nextUnit(hand, "SHOP");
    }

    static void commitJta(Actor actor) throws Exception {
        Hand hand = actor.hand();
        hand.must("begin", Map.of());
        String dataSource = actor.one("SHOP", "XA");
        String key = hand.borrow(dataSource);
        int row = actor.insert(hand, key);
        CompletableFuture<Kills.Kill> kill =
                killSoon(actor, hand, key, actor.one("IMMEDIATE", "KILL", "POST_TRANSACTION"));
        actor.pause(MOMENT_MILLIS);
        actor.commitJta(hand, row);
        await(actor, kill, GONE, "FAILED/HELD", "SKIPPED/HELD");
        hand.close(key);
        actor.nextUnit(hand, dataSource);
    }

    /** Two administrators on one victim. */
    static void kills(Actor actor) throws Exception {
        Hand hand = actor.hand();
        String key = hand.borrow("SHOP");
        hand.must("manual", key);
        int row = actor.insert(hand, key);
        CompletableFuture<Kills.Kill> first = killSoon(actor, hand, key, "IMMEDIATE");
        CompletableFuture<Kills.Kill> second =
                killSoon(actor, hand, key, actor.one("IMMEDIATE", "KILL", "POST_TRANSACTION"));
        await(actor, first, GONE);
        await(actor, second, GONE, "SKIPPED/FREED");
        actor.must(!actor.commit(hand, key, row), "a commit after the kill said that it is done");
        hand.close(key);
        actor.nextUnit(hand, "SHOP");
    }

    private static CompletableFuture<Kills.Kill> killSoon(Actor actor, Hand hand, String key, String modes)
            throws Exception {
        long lease = actor.lease(hand, key);
        KillWay way = actor.way();
        return CompletableFuture.supplyAsync(() -> {
            try {
                return actor.world().kills().ask(way, lease, hand, key, modes, 0);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /** A kill that came too late was refused. */
    private static void await(Actor actor, CompletableFuture<Kills.Kill> asked, String... ends) throws Exception {
        Kills.Kill kill;
        try {
            kill = asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KillWay.Refused || e.getCause() instanceof RuntimeMBeanException) {
                return;
            }
            throw e;
        }
        actor.await(kill, ends);
    }
}
