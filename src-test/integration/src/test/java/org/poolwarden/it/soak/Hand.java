package org.poolwarden.it.soak;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** One thread of the application, led by one actor; it knows what the thread has borrowed. */
final class Hand {

    /** What the driver says of a connection that is none any more. */
    private static final Pattern DEAD = Pattern.compile("code=(28|1012|3113|3114|17002|17008|17410|17447)\\b");

    private final World world;
    private final String name;
    /** What is borrowed, by key. */
    private final Map<String, Borrowed> borrowed = new LinkedHashMap<>();

    private final Set<String> manual = new HashSet<>();
    private int keys;
    private boolean ended;
    private boolean inTransaction;
    private boolean inContainer;

    /**
     * What is borrowed.
     *
     * @param session named {@code sid,serial#}
     * @param epoch in which life of the database
     * @param hold null if it was borrowed while the database ended or began
     */
    record Borrowed(String session, int epoch, Sessions.Hold hold) {}

    Hand(World world, String name, String place) throws Exception {
        this.world = world;
        this.name = name;
        CompletableFuture<Reply> started = world.remote().tell(name, "start", Map.of("in", place));
        if (!"request".equals(place)) {
            started.get();
        } else {
            // It answers when the worker ends; until then the worker is there as soon as it knows its name.
            awaitWorker();
        }
        world.journal().say(name + " starts in a " + place);
    }

    private void awaitWorker() throws Exception {
        for (int i = 0; i < 200; i++) {
            if (!say("ping").says("there is no worker")) {
                return;
            }
            Thread.sleep(20);
        }
        throw new Unplanned(name + " does not start");
    }

    /** Borrows and says under which key; what it is handed must be alive. */
    String borrow(String dataSource) throws Exception {
        keys++;
        String key = "c" + keys;
        int epoch = world.epoch().now();
        int flushes = world.sessions().flushes();
        borrowed.put(key, new Borrowed(null, epoch, null)); // to be closed, whatever the answer
        Reply reply = world.checkouts()
                .borrow(() -> world.remote().ask(name, "borrow", Map.of("ds", dataSource, "key", key)));
        String session = reply.value("session");
        world.journal().say(name + " borrows from " + dataSource + ": " + session + " " + brief(reply));
        if (session != null) {
            borrowed.put(key, new Borrowed(session, epoch, null));
        }
        if (session == null && DEAD.matcher(reply.text()).find()) {
            world.deadBorrow("unknown", name, reply);
        }
        if (session == null || !reply.isOk()) {
            throw new Unplanned(name + " could not borrow: " + reply.text());
        }
        if (!reply.isAlive()) {
            world.deadBorrow(session, name, reply);
            throw new Unplanned(name + " was handed a dead connection: " + reply.text());
        }
        if (world.epoch().isStill(epoch)) {
            borrowed.put(key, new Borrowed(session, epoch, world.sessions().borrowed(session, name, flushes)));
        }
        return key;
    }

    String session(String key) {
        return borrowed.get(key).session();
    }

    Borrowed borrowed(String key) {
        return borrowed.get(key);
    }

    Reply say(String step) throws Exception {
        return say(step, Map.of());
    }

    Reply say(String step, String key) throws Exception {
        return say(step, Map.of("key", key));
    }

    Reply say(String step, Map<String, Object> given) throws Exception {
        Reply reply = world.remote().ask(name, step, given);
        switch (step) {
            case "begin" -> inTransaction = reply.isOk();
            case "commit-jta", "rollback-jta" -> inTransaction = false;
            case "container" -> inContainer = reply.isOk();
            case "leave" -> inContainer = false;
            case "manual" -> manual.add((String) given.get("key"));
            default -> {}
        }
        world.journal().say(name + " " + step + " " + given + ": " + brief(reply));
        return reply;
    }

    CompletableFuture<Reply> begin(String step, Map<String, Object> given) {
        world.journal().say(name + " begins " + step + " " + given);
        return world.remote().tell(name, step, given);
    }

    /** The step must succeed. */
    void must(String step, Map<String, Object> given) throws Exception {
        Reply reply = say(step, given);
        if (!reply.isOk()) {
            throw new Unplanned(name + " " + step + " failed: " + reply.outcome());
        }
    }

    void must(String step, String key) throws Exception {
        must(step, Map.of("key", key));
    }

    void insert(String key, int row) throws Exception {
        must("insert", Map.of("key", key, "id", row, "value", name));
    }

    Reply close(String key) throws Exception {
        returning(key);
        return say("close", key);
    }

    /** The thread ends as it stands. */
    void end() throws Exception {
        ended = true;
        say("end");
    }

    /** By a thread of somebody else's, after this one has ended. */
    Reply late(String step, String key) throws Exception {
        Map<String, Object> given = new TreeMap<>(Map.of("do", step, "key", key));
        return say("late", given);
    }

    /** Gives back what is left, whatever happened. */
    void finish() throws Exception {
        try {
            if (inContainer) {
                say("leave");
            }
            if (inTransaction) {
                say("rollback-jta");
            }
            for (String key : Map.copyOf(borrowed).keySet()) {
                // Else the pool keeps the transaction with its locks, and commits it when it lends the connection
                // again.
                if (manual.contains(key)) {
                    finish("rollback", key);
                }
                returning(key);
                finish("close", key);
            }
            if (!ended) {
                end();
            }
        } finally {
            world.remote().ask(name, "forget", Map.of());
        }
    }

    private void finish(String step, String key) throws Exception {
        if (ended) {
            late(step, key);
        } else {
            say(step, key);
        }
    }

    private void returning(String key) {
        Borrowed returned = borrowed.remove(key);
        if (returned != null && returned.hold() != null) {
            world.sessions().returning(returned.hold());
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static String brief(Reply reply) {
        String ping = reply.value("ping");
        return reply.outcome() + (ping == null || reply.isAlive() ? "" : "; ping: " + ping);
    }
}
