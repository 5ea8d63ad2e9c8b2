package org.poolwarden.it.soak;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a pool has as many places as it was made with, counted by taking all of them. Nothing else is under way. */
final class Permits {

    private static final Map<String, String> POOLS =
            new LinkedHashMap<>(Map.of("ShopDS", "SHOP", "ShopXaDS", "XA", "LedgerXaDS", "LEDGER"));
    private static final long SOON_SECONDS = 130;
    private static final long A_WHILE_MILLIS = 400;

    private final World world;
    private int checks;

    Permits(World world) {
        this.world = world;
    }

    void check() throws Exception {
        checks++;
        for (String pool : SoakServer.POOLS) {
            statistics(pool);
            fill(pool, POOLS.get(pool));
            statistics(pool);
        }
    }

    /** As the pool counts itself. */
    private void statistics(String pool) throws Exception {
        int inUse = world.server().statistic(pool, "InUseCount");
        int available = world.server().statistic(pool, "AvailableCount");
        if (inUse != 0 || available != SoakServer.PLACES) {
            world.journal()
                    .fault(pool + " has " + inUse + " in use and " + available + " available of " + SoakServer.PLACES
                            + ", and nothing is borrowed");
        }
    }

    /** All of its places can be had, each with a session of its own, and no more than those. */
    private void fill(String pool, String dataSource) throws Exception {
        Hand one = new Hand(world, "fill" + checks + "-" + dataSource, "thread");
        Hand other = new Hand(world, "more" + checks + "-" + dataSource, "thread");
        try {
            Set<String> sessions = new HashSet<>();
            String first = one.borrow(dataSource);
            sessions.add(one.session(first));
            for (int i = 1; i < SoakServer.PLACES; i++) {
                sessions.add(one.session(one.borrow(dataSource)));
            }
            if (sessions.size() != SoakServer.PLACES) {
                world.journal().fault(pool + " lent one session twice: " + sessions);
            }
            CompletableFuture<Reply> more = other.begin("borrow", Map.of("ds", dataSource, "key", "more"));
            try {
                Reply reply = more.get(A_WHILE_MILLIS, TimeUnit.MILLISECONDS);
                world.journal().fault(pool + " has more than " + SoakServer.PLACES + " places: " + reply.text());
            } catch (TimeoutException asItMust) {
                world.journal().say(pool + " lends no more than " + SoakServer.PLACES);
            }
            one.close(first);
            Reply reply = more.get(SOON_SECONDS, TimeUnit.SECONDS);
            if (!reply.isOk() || !reply.isAlive()) {
                world.journal().fault("who waited for a place of " + pool + " got: " + reply.text());
            }
            other.say("close", "more");
        } catch (Unplanned e) {
            world.journal().fault(pool + " does not lend its " + SoakServer.PLACES + " places: " + e.getMessage());
        } finally {
            one.finish();
            other.finish();
        }
    }
}
