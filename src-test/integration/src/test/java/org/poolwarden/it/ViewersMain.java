package org.poolwarden.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * People who read the console in other processes than the server, as they do. Arguments: port, number, pause in
 * milliseconds, paths. Says how many answers there are for each line that it reads; at the end of the input it says how
 * long each took in nanoseconds, and ends.
 */
final class ViewersMain {

    private final ConcurrentLinkedQueue<String> nanos = new ConcurrentLinkedQueue<>();
    private final Http console;
    private final long pause;
    private final List<String> paths;
    private volatile boolean over;

    private ViewersMain(Http console, long pause, List<String> paths) {
        this.console = console;
        this.pause = pause;
        this.paths = paths;
    }

    public static void main(String[] args) throws Exception {
        Http console = Http.as(Integer.parseInt(args[0]), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
        List<String> paths = List.of(args).subList(3, args.length);
        new ViewersMain(console, Long.parseLong(args[2]), paths).run(Integer.parseInt(args[1]));
    }

    private void run(int number) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(number);
        for (int i = 0; i < number; i++) {
            int turn = i;
            threads.submit(() -> {
                view(turn);
                return null;
            });
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            say(Integer.toString(nanos.size()));
        }
        over = true;
        threads.shutdownNow();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        nanos.forEach(ViewersMain::say);
    }

    /** They have not all come in the same second. */
    private void view(int first) throws InterruptedException {
        Thread.sleep(new Random(first).nextLong(pause));
        for (int turn = first; !over; turn++) {
            long begin = System.nanoTime();
            boolean answered = true;
            try {
                console.get(paths.get(turn % paths.size()));
            } catch (IOException e) { // after a minute
                answered = false;
            }
            nanos.add((answered ? "" : "-") + (System.nanoTime() - begin));
            Thread.sleep(pause);
        }
    }

    @SuppressWarnings("PMD.SystemPrintln")
    private static void say(String line) {
        System.out.println(line);
    }
}
