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
    private static final long PATIENCE_SECONDS = 300;
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
        await(actor, kill, GONE, "SKIPPED");
        actor.nextUnit(hand, dataSource);
    }

    /** Who borrows what was given back in the middle of a kill is not hit, not even late. */
    static void neighbour(Actor actor) throws Exception {
        Hand hand = actor.hand("thread");
        Hand neighbour = actor.hand("thread");
        String dataSource = actor.one("SHOP", "XA");
        String key = hand.borrow(dataSource);
        String session = hand.session(key);
        CompletableFuture<Kills.Kill> kill =
                killSoon(actor, hand, key, actor.one("IMMEDIATE", "KILL", "POST_TRANSACTION"));
        actor.pause(MOMENT_MILLIS);
        hand.close(key);
        String next = neighbour.borrow(dataSource);
        boolean isSame = session.equals(neighbour.session(next));
        neighbour.must("manual", next);
        int row = actor.insert(neighbour, next);
        boolean waits = actor.heads();
        String end = waits ? await(actor, kill, GONE, "SKIPPED") : null;
        actor.must(actor.commit(neighbour, next, row), "a neighbour was hit and could not commit");
        end = waits ? end : await(actor, kill, GONE, "SKIPPED");
        actor.must(!isSame || !GONE.equals(end), "a neighbour's session is said to be gone");
        neighbour.must("ping", next);
        neighbour.close(next);
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
        await(actor, kill, GONE, "FAILED PWARDEN0314", "SKIPPED/HELD");
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
        String one = await(actor, first, GONE, "SKIPPED");
        String other = await(actor, second, GONE, "SKIPPED");
        actor.must(GONE.equals(one) || GONE.equals(other), "none of two kills ended the session");
        actor.must(!actor.commit(hand, key, row), "a commit after the kill said that it is done");
        hand.close(key);
        actor.nextUnit(hand, "SHOP");
    }

    private static CompletableFuture<Kills.Kill> killSoon(Actor actor, Hand hand, String key, String modes)
            throws Exception {
        long lease = actor.lease(hand, key);
        KillWay way = actor.way();
        Hand.Borrowed victim = hand.borrowed(key);
        return CompletableFuture.supplyAsync(() -> {
            try {
                return actor.world().kills().ask(way, lease, hand, victim, modes, 0);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /** How it ended; null if it came too late and was refused. */
    private static String await(Actor actor, CompletableFuture<Kills.Kill> asked, String... ends) throws Exception {
        Kills.Kill kill;
        try {
            kill = asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KillWay.Refused || e.getCause() instanceof RuntimeMBeanException) {
                return null;
            }
            throw e;
        }
        return actor.await(kill, ends);
    }
}
