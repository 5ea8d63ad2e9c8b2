package org.poolwarden.it.soak;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Plays one scene after the other. Everything that it decides follows from its seed. Used by one thread. */
final class Actor {

    private static final List<String> PLACES = List.of("request", "task", "thread");
    /** The first three take milliseconds, the last one a JVM. */
    private static final int COMMAND_LINE_ONCE_IN = 25;

    private final World world;
    private final String name;
    private final int number;
    private final Random random;
    private final List<Hand> hands = new ArrayList<>();
    private final List<Integer> rows = new ArrayList<>();
    private int scenes;

    Actor(World world, int round, int number, long seed) {
        this.world = world;
        this.number = number;
        this.name = "r" + round + "a" + number;
        this.random = new Random(seed * 1_000_003 + round * 1_009L + number);
    }

    /** Plays a scene to its end, and puts everything back. */
    void play() {
        scenes++;
        boolean fair = world.weather().isFair();
        Scene scene = Scene.any(random);
        world.journal().say(name + "-" + scenes + " plays " + scene);
        try {
            scene.play(this);
        } catch (Exception e) {
            failed(scene, fair, e);
        }
        for (Hand hand : hands) {
            try {
                hand.finish();
            } catch (Exception e) {
                failed(scene, fair, e);
            }
        }
        try {
            for (int row : rows) {
                world.rows().check(row, name + "-" + scenes + " " + scene);
            }
        } catch (SQLException e) {
            failed(scene, fair, e);
        }
        hands.clear();
        rows.clear();
    }

    private void failed(Scene scene, boolean fair, Exception e) {
        String why = e instanceof Unplanned ? e.getMessage() : e.toString();
        String what = name + "-" + scenes + " " + scene + ": " + why.strip().replace('\n', ' ');
        if (fair && world.weather().isFair() && !(e instanceof Unlisted)) {
            world.journal().fault(what);
        } else {
            world.journal().say("failed, and need not have succeeded: " + what);
        }
    }

    World world() {
        return world;
    }

    Random random() {
        return random;
    }

    boolean heads() {
        return random.nextBoolean();
    }

    String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** A row that no other actor locks. */
    int ownRow() {
        return number + 1;
    }

    Hand hand() throws Exception {
        return hand(PLACES.get(random.nextInt(PLACES.size())));
    }

    Hand hand(String place) throws Exception {
        Hand hand = new Hand(world, name + "-" + scenes + "-" + (hands.size() + 1), place);
        hands.add(hand);
        return hand;
    }

    /** Inserts a row on a connection, and sees to it that nobody else sees it. */
    int insert(Hand hand, String key) throws Exception {
        int row = world.rows().open();
        rows.add(row);
        hand.insert(key, row);
        if (random.nextInt(4) == 0) {
            world.rows().check(row, hand.toString());
        }
        return row;
    }

    /** Stands still for a moment. */
    void pause(int mostMillis) throws InterruptedException {
        Thread.sleep(random.nextInt(mostMillis));
    }

    Kills.Kill kill(Hand hand, String key, String... modes) throws Exception {
        return kill(hand, key, way(), one(modes));
    }

    Kills.Kill kill(Hand hand, String key, KillWay way, String modes) throws Exception {
        return world.kills().ask(way, lease(hand, key), hand, hand.borrowed(key), modes, 1 + random.nextInt(2));
    }

    long lease(Hand hand, String key) throws Exception {
        Long lease = world.kills().lease(hand.session(key));
        Sessions.Hold hold = hand.borrowed(key).hold();
        if (lease == null && hold != null && hold.isBornInFlush()) {
            throw new Unlisted("session " + hand.session(key) + " of " + hand);
        }
        if (lease == null) {
            throw new Unplanned("no lease of session " + hand.session(key) + " of " + hand + " is listed; these are: "
                    + world.kills().listed());
        }
        return lease;
    }

    KillWay way() {
        return random.nextInt(COMMAND_LINE_ONCE_IN) == 0
                ? KillWay.COMMAND_LINE
                : KillWay.values()[random.nextInt(KillWay.COMMAND_LINE.ordinal())];
    }

    /**
     * The kill must end in one of these ways: {@code GONE/FREED}; {@code SKIPPED}, wherever its slot is; {@code FAILED
     * PWARDEN0314}, for that reason.
     */
    String await(Kills.Kill kill, String... ends) throws Exception {
        String end = world.kills().await(kill, name + "-" + scenes);
        must(end != null && Arrays.stream(ends).anyMatch(as -> isAs(end, as)), kill + " ended as " + end);
        return end;
    }

    private boolean isAs(String end, String as) {
        // What becomes of a slot that a kill leaves to its pool is the flush's then.
        boolean anySlot =
                as.indexOf('/') < 0 || as.endsWith("/HELD") && world.weather().now() == Weather.Trouble.FLUSH;
        return anySlot ? end.replaceAll("/[A-Z]+", "").equals(as.replaceAll("/[A-Z]+", "")) : end.equals(as);
    }

    void must(boolean holds, String otherwise) throws Unplanned {
        if (!holds) {
            throw new Unplanned(otherwise);
        }
    }

    /** Commits; the row is there, or it may be. */
    boolean commit(Hand hand, String key, int... inserted) throws Exception {
        return committed(hand.say("commit", key), inserted);
    }

    /** Commits; the row is there, or the transaction was rolled back. A third way is a fault. */
    boolean commitJta(Hand hand, int... inserted) throws Exception {
        return committedJta(hand.say("commit-jta"), inserted);
    }

    boolean committed(Reply reply, int... inserted) {
        for (int row : inserted) {
            if (reply.isOk()) {
                world.rows().committed(row);
            } else {
                world.rows().either(row);
            }
        }
        return reply.isOk();
    }

    boolean committedJta(Reply reply, int... inserted) {
        boolean rolledBack = reply.says("RollbackException") || reply.says("EJBTransactionRolledback");
        if (reply.isOk() || !rolledBack || reply.says("Heuristic")) {
            committed(reply, inserted);
        }
        if (!reply.isOk()
                && (!rolledBack || reply.says("Heuristic"))
                && world.weather().isFair()) {
            world.journal().fault(name + "-" + scenes + " cannot tell what became of its commit: " + reply.outcome());
        }
        return reply.isOk();
    }

    /** What the same thread does next must not know of what was done to it before. */
    void nextUnit(Hand hand, String dataSource) throws Exception {
        if (heads()) {
            hand.must("begin", Map.of());
            String key = hand.borrow(dataSource);
            int row = insert(hand, key);
            hand.close(key);
            must(commitJta(hand, row), "the next unit of " + hand + " could not commit");
        } else {
            String key = hand.borrow(dataSource);
            hand.must("manual", key);
            int row = insert(hand, key);
            must(commit(hand, key, row), "the next unit of " + hand + " could not commit");
            hand.close(key);
        }
    }
}
