package org.poolwarden.it.soak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** One thread of the application, led by one actor; it knows what the thread has borrowed. */
final class Hand {

    private final World world;
    private final String name;
    /** The sessions of what is borrowed, by key. */
    private final Map<String, String> borrowed = new LinkedHashMap<>();
    /** In which life of the database each of them was borrowed, by key. */
    private final Map<String, Integer> epochs = new HashMap<>();

    private final Set<String> manual = new HashSet<>();
    private int keys;
    private boolean ended;
    private boolean inTransaction;
    private boolean inContainer;

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
        Reply reply = world.remote().ask(name, "borrow", Map.of("ds", dataSource, "key", key));
        String session = reply.value("session");
        world.journal().say(name + " borrows from " + dataSource + ": " + session + " " + brief(reply));
        if (session != null) {
            borrowed.put(key, session);
            epochs.put(key, epoch);
        }
        if (session == null || !reply.isOk()) {
            throw new Unplanned(name + " could not borrow: " + reply.text());
        }
        if (!reply.isAlive()) {
            world.deadBorrow(session, name, reply);
            throw new Unplanned(name + " was handed a dead connection: " + reply.text());
        }
        if (world.epoch().isStill(epoch)) {
            world.sessions().borrowed(session, name);
        }
        return key;
    }

    String session(String key) {
        return borrowed.get(key);
    }

    /** In which life of the database it was borrowed. */
    int epoch(String key) {
        return epochs.get(key);
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
        Reply reply = say("close", key);
        returned(key);
        return reply;
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
                finish("close", key);
                returned(key);
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

    private void returned(String key) {
        String session = borrowed.remove(key);
        if (session != null && world.epoch().isStill(epochs.get(key))) {
            world.sessions().returned(session);
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
