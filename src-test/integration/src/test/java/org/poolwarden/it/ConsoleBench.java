package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

/**
 * {@code mvn -Pconsole-bench}: how long the console takes while a pool is exhausted, and an application's page while a
 * database is silent and many people look; each at the applications' port and with a listener of its own. It asserts
 * nothing about speed, and writes the table of the manual's page of benchmarks.
 */
@DisplayName("How fast the console and its neighbours are")
class ConsoleBench extends OnServer {

    private static final int CLIENTS = 150;
    private static final int VIEWERS = 200;
    /** After that a page refreshes itself. */
    private static final long BY_ITSELF_MILLIS = 15_000;
    /** As people do who press the key for it; and the page of a kill under way, more often still. */
    private static final long FAST_MILLIS = 2_000;

    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 8);
    private static final long PAUSE_MILLIS = 10;

    private final Http atApplications = console(Stage.httpPort());
    private final List<String> table =
            new ArrayList<>(List.of("| what | median | p99 | longest | asked | lost |", "|---|---|---|---|---|---|"));
    private final List<String> ratios = new ArrayList<>(List.of(
            "",
            "The p99 of the application's page in each of " + ROUNDS
                    + " rounds: the median, with the least and the most.",
            "",
            "| while the database is silent | p99 | to nobody, in the same round |",
            "|---|---|---|"));

    @Test
    void measure() throws Exception {
        for (String path : List.of("/leases", "/", "/history", "/login")) {
            atApplications.get(path); // compiles it
        }
        all("shared port", atApplications, Stage.httpPort());
        ConsoleListener.install();
        try {
            all("own listener", console(ConsoleListener.port()), ConsoleListener.port());
        } finally {
            ConsoleListener.remove();
        }
        table.addAll(ratios);
        write();
    }

    private void all(String where, Http console, int port) throws Exception {
        outage(where, console);
        app.reset();
        nothingIsBorrowed();
        silence(where, console, port);
        app.reset();
    }

    private void outage(String where, Http console) throws Exception {
        for (int i = 0; i < 3; i++) {
            app.post("/leak/idle?name=outage-" + i);
        }
        Http client = Http.anonymous("/leaky-app");
        try (Crowd crowd = new Crowd(CLIENTS, () -> client.post("/borrow", Map.of()))) {
            Eventually.isTrue("they wait", () -> ConsoleListener.worker(warden.server(), "default", "queueSize") > 0);
            for (String path : List.of("/login", "/leases")) {
                Samples samples = new Samples();
                samples.take(OUTAGE, () -> console.get(path));
                row("pool exhausted, " + CLIENTS + " clients wait: `" + path + "`, " + where, samples);
            }
            assertTrue(crowd.answers() > 0);
        }
    }

    /**
     * Rounds in turn, in another order each, so that what else the machine does meets all. The viewers are in a process
     * of their own, whose share of the processors is what the others leave: their browsers run on other machines. Those
     * who read a file at that pace tell what of it comes from their process and from the server's listener.
     */
    private void silence(String where, Http console, int port) throws Exception {
        int sid = sid(app.post("/leak/idle?name=seen"));
        long lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        List<String> pages = List.of("/leases", "/preview?lease=" + lease, "/history", "/", "/lease?lease=" + lease);
        for (String page : pages) {
            console.get(page); // compiles it
        }
        List<Watch> watches = new ArrayList<>(List.of(
                new Watch("nobody looks", 0, List.of()),
                new Watch(VIEWERS + " read a file every 15 s", BY_ITSELF_MILLIS, List.of("/poolwarden.svg")),
                new Watch(VIEWERS + " viewers every 15 s", BY_ITSELF_MILLIS, pages),
                new Watch(VIEWERS + " viewers every 2 s", FAST_MILLIS, pages)));
        List<Watch> turns = new ArrayList<>(watches);
        Rounds rounds = new Rounds();
        Fault fault = Stage.database()
                .faults()
                .hangCall(When.statement().by("POOLWARDEN").times(100_000));
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (Watch watch : turns) {
                    Samples now = watch.round(port);
                    watch.application.addAll(now);
                    rounds.add(watch.who, now.millis(99));
                }
                Collections.rotate(turns, 1);
            }
        } finally {
            fault.off();
        }
        Eventually.get("no problem is left", warden::problems, List::isEmpty);
        for (Watch watch : watches) {
            row("database silent, " + watch.who + ": application's page, " + where, watch.application);
            if (!watch.pages.isEmpty()) {
                row("database silent, " + watch.who + ": what they read, " + where, watch.viewed);
            }
        }
        for (Watch watch : watches) {
            ratios.add("| " + watch.who + ", " + where + " | " + rounds.told(watch.who, 1) + " ms | "
                    + rounds.ratio(watch.who, watches.get(0).who) + " |");
        }
    }

    /** An application's page while so many people look. */
    private static final class Watch {

        private final String who;
        private final long pause;
        private final List<String> pages;
        private final Samples application = new Samples();
        private final Samples viewed = new Samples();
        private final Http page = Http.anonymous("/leaky-app");

        private Watch(String who, long pause, List<String> pages) {
            this.who = who;
            this.pause = pause;
            this.pages = pages;
        }

        private Samples round(int port) throws Exception {
            Samples now = new Samples();
            if (pages.isEmpty()) {
                now.take(ROUND, () -> page.get("/"));
                return now;
            }
            try (Viewers viewers = new Viewers(port, VIEWERS, pause, pages)) {
                Eventually.isTrue("they look", () -> viewers.seen() > VIEWERS / 2);
                now.take(ROUND, () -> page.get("/"));
                viewers.end().forEach(viewed::add);
            }
            return now;
        }
    }

    private static Http console(int port) {
        return Http.as(port, Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
    }

    private void row(String what, Samples samples) throws IOException {
        table.add("| " + what + " | " + samples.percentile(50) + " | " + samples.percentile(99) + " | "
                + samples.percentile(100) + " | " + samples.nanos.size() + " | " + samples.unanswered.get() + " |");
        write(); // as far as it has come: a machine that is too busy ends it early
    }

    private void write() throws IOException {
        Files.write(Stage.layout().work().resolveSibling("console-bench.md"), table);
    }

    /** How long requests took. */
    private static final class Samples {

        private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger unanswered = new AtomicInteger();

        private void take(Duration time, Callable<?> request) throws Exception {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                one(request);
                Thread.sleep(PAUSE_MILLIS);
            }
        }

        private void one(Callable<?> request) throws Exception {
            long begin = System.nanoTime();
            try {
                request.call();
            } catch (IOException e) { // after a minute: it counts as that long
                unanswered.incrementAndGet();
            }
            nanos.add(System.nanoTime() - begin);
        }

        private void add(long one) {
            if (one < 0) {
                unanswered.incrementAndGet();
            }
            nanos.add(Math.abs(one));
        }

        private void addAll(Samples others) {
            nanos.addAll(others.nanos);
            unanswered.addAndGet(others.unanswered.get());
        }

        private double millis(int percent) {
            List<Long> sorted = nanos.stream().sorted().toList();
            int index = Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1);
            return sorted.get(index) / 1e6;
        }

        private String percentile(int percent) {
            return String.format(Locale.ROOT, "%.1f ms", millis(percent));
        }
    }
}
