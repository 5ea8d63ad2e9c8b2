package org.poolwarden.it.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One round: actors play until the time is over, while something goes wrong with the world. */
final class Storm {

    private static final int ACTORS = 5;
    private static final long PATIENCE_MINUTES = 6;

    private final World world;
    private final Trouble trouble;

    Storm(World world) {
        this.world = world;
        this.trouble = new Trouble(world);
    }

    void rage(int round, long seed, int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService threads = Executors.newFixedThreadPool(ACTORS + 1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < ACTORS; number++) {
                Actor actor = new Actor(world, round, number, seed);
                all.add(threads.submit(() -> {
                    while (System.nanoTime() < end && world.journal().faults().isEmpty()) {
                        actor.play();
                    }
                }));
            }
            all.add(threads.submit(() -> {
                trouble.make(new Random(seed * 31 + round), end);
                return null;
            }));
            while (!all.stream().allMatch(Future::isDone)) {
                Thread.sleep(1000);
                if (world.weather().keepsSessions()) {
                    compareSessions(world);
                }
                if (System.nanoTime() > end + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES)) {
                    world.journal().fault("an actor of round " + round + " does not come to an end");
                    return;
                }
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    static void compareSessions(World world) throws Exception {
        Sessions.Expected expected = world.sessions().expected();
        world.sessions().compare(expected, world.database().sessions());
    }
}
