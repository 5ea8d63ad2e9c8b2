package org.poolwarden.it.soak;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.it.Stage;
import org.poolwarden.it.Workers;

/**
 * Has a server and a database of its own. {@code -Dsoak.seed} repeats what was decided in an earlier run, as far as
 * threads let it; {@code -Dsoak.seconds} says how long it lasts; {@code -Dsoak.trouble}, for example {@code
 * RESTART,CALM}, which rounds it has.
 */
@DisplayName("The soak")
class SoakIT {

    private static final int ROUND_SECONDS = 10;
    private static final int DATABASE_PORT = 1521 + 70;

    @Test
    @Timeout(value = 6, unit = TimeUnit.HOURS) // other tests have ten minutes
    @DisplayName("finds no wrong victim, no lost place, no dead connection, no wrong row and no growth")
    void soak() throws Exception {
        String given = System.getProperty("soak.seed", "");
        long seed = given.isBlank() ? new Random().nextInt(1_000_000) : Long.parseLong(given);
        int seconds = Integer.getInteger("soak.seconds");
        Path directory = Stage.layout().work().getParent();
        try (Journal journal = new Journal(directory.resolve("soak-" + seed + ".log"));
                StandInProcess database =
                        new StandInProcess(DATABASE_PORT + Stage.offset(), directory.resolve("soak-database.log"))) {
            database.start();
            try (SoakServer server = SoakServer.start(database);
                    Workers workers = new Workers(server.warden().server())) {
                assertTrue(workers != null, "threads of the web server end when they have nothing to do");
                journal.say("seed " + seed + " for " + seconds + " s");
                rounds(world(server, database, journal), seed, seconds);
            } catch (Exception | AssertionError e) {
                journal.fault("the soak came to an end before its time: " + e);
                throw new AssertionError("seed " + seed + ":\n" + journal.report(), e);
            }
            assertTrue(journal.faults().isEmpty(), () -> "seed " + seed + ":\n" + journal.report());
        }
    }

    private static World world(SoakServer server, StandInProcess database, Journal journal) throws Exception {
        Epoch epoch = new Epoch();
        Sessions sessions = new Sessions(journal);
        Rows rows = new Rows(database.url(), journal);
        rows.create();
        Kills kills = new Kills(server, sessions, epoch, journal);
        return new World(
                server,
                new Remote(server.httpPort()),
                database,
                epoch,
                sessions,
                rows,
                kills,
                journal,
                new Weather(),
                new Checkouts());
    }

    private static void rounds(World world, long seed, int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Storm storm = new Storm(world);
        Lull lull = new Lull(world);
        List<Weather.Trouble> forecast = new ArrayList<>();
        Random random = new Random(seed);
        for (int round = 1; System.nanoTime() < end && world.journal().faults().isEmpty(); round++) {
            if (forecast.isEmpty()) {
                forecast.addAll(troubles());
                Collections.shuffle(forecast, random);
            }
            Weather.Trouble trouble = forecast.remove(0);
            world.journal().say("round " + round + ": " + trouble);
            world.weather().becomes(trouble);
            storm.rage(round, seed, ROUND_SECONDS);
            if (world.journal().faults().isEmpty()) {
                lull.check();
            }
        }
        if (world.journal().faults().isEmpty()) {
            lull.end();
        }
    }

    private static List<Weather.Trouble> troubles() {
        String given = System.getProperty("soak.trouble", "");
        return given.isBlank()
                ? List.of(Weather.Trouble.values())
                : Arrays.stream(given.split(",")).map(Weather.Trouble::valueOf).toList();
    }
}
