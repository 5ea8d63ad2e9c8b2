package org.poolwarden.it.soak;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Makes what is wrong with the world in a round, and mends it before the round is over. */
final class Trouble {

    private final World world;

    Trouble(World world) {
        this.world = world;
    }

    void make(Random random, long end) throws Exception {
        TimeUnit.MILLISECONDS.sleep(1000 + random.nextInt(1500));
        switch (world.weather().now()) {
            case CALM -> {}
            case FLUSH -> flush(random, end);
            case REDEPLOY -> redeploy(random);
            case STOP -> stop(random);
            case RESTART -> restart(random);
            default -> throw new IllegalStateException("no such trouble");
        }
    }

    private void flush(Random random, long end) throws Exception {
        String[] ways = {
            "flush-idle-connection-in-pool", "flush-gracefully-connection-in-pool", "flush-invalid-connection-in-pool"
        };
        while (System.nanoTime() < end) {
            String how = ways[random.nextInt(ways.length)];
            world.flush(how);
            TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2500));
        }
    }

    private void redeploy(Random random) throws Exception {
        world.journal().say("trouble: redeploys Poolwarden");
        world.server().redeploy();
        world.journal().say("trouble: redeployed");
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1000));
    }

    private void stop(Random random) throws Exception {
        world.journal().say("trouble: the database stands still");
        world.database().halt();
        TimeUnit.MILLISECONDS.sleep(2000 + random.nextInt(6000));
        world.database().go();
        world.journal().say("trouble: the database goes on");
    }

    private void restart(Random random) throws Exception {
        world.journal().say("trouble: the database is killed");
        world.epoch().next();
        world.database().crash();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(4000));
        world.sessions().forget();
        world.kills().forget();
        world.database().start();
        world.rows().create();
        world.epoch().next();
        world.journal().say("trouble: the database is up again, and empty");
        world.flush("flush-gracefully-connection-in-pool");
    }
}
