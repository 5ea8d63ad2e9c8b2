package org.poolwarden.it.soak;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.poolwarden.it.Eventually;

/** What must hold when nothing is under way, whatever went before. */
final class Lull {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final World world;
    private final Permits permits;
    private final Audit audit;
    private final Growth growth;

    Lull(World world) {
        this.world = world;
        this.permits = new Permits(world);
        this.audit = new Audit(world);
        this.growth = new Growth(world);
    }

    void check() throws Exception {
        boolean fair = world.weather().isFair();
        if (world.weather().now() == Weather.Trouble.RESTART) {
            audit.forget();
        }
        recover();
        world.weather().becomes(Weather.Trouble.CALM);
        Storm.compareSessions(world);
        world.rows().checkAll();
        permits.check();
        audit.check(fair);
        Storm.compareSessions(world);
        List<String> errors = world.database().errors();
        if (!errors.isEmpty()) {
            world.journal().fault("clients sent what the stand-in does not know: " + errors);
        }
        growth.sample();
        world.journal()
                .say(world.kills().count() + " kills of this database's life, "
                        + world.rows().count() + " rows committed");
    }

    /** Poolwarden sees everything again by itself, and what was killed with the database leaves the pools. */
    private void recover() throws Exception {
        Eventually.within(PATIENCE, "Poolwarden sees everything again", this::problems, Objects::isNull);
        if (world.weather().now() == Weather.Trouble.RESTART) {
            world.flush("flush-gracefully-connection-in-pool");
        }
        Eventually.within(
                PATIENCE,
                "nothing is checked out and no kill is under way",
                () -> world.server().warden().leases(),
                List::isEmpty);
    }

    /** Null if there are none. */
    private String problems() {
        try {
            world.server().warden().leases();
            List<String> problems = world.server().warden().problems();
            return problems.isEmpty() ? null : problems.toString();
        } catch (Exception e) {
            return e.toString();
        }
    }

    void end() {
        growth.compare();
    }
}
