package org.poolwarden.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Programs that ask at fixed times, in another process than the server, each with a connection and a sign-in of its
 * own. Arguments: port, requests a second, seconds, paths. At the end it says of each request the number of its path,
 * the status (0 without an answer), the bytes, and the nanoseconds since the time at which it was due: one that had to
 * wait for another is late.
 */
final class ApiLoadMain {

    private static final int AT_ONCE = 64;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final Http server;
    private final List<String> paths;

    private ApiLoadMain(Http server, List<String> paths) {
        this.server = server;
        this.paths = paths;
    }

    public static void main(String[] args) throws Exception {
        Http server = Http.as(Integer.parseInt(args[0]), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
        int perSecond = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        new ApiLoadMain(server, List.of(args).subList(3, args.length))
                .run(perSecond * seconds, SECOND_NANOS / perSecond);
    }

    private void run(int requests, long interval) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        long first = System.nanoTime() + interval;
        for (int i = 0; i < requests; i++) {
            long due = first + i * interval;
            int path = i % paths.size();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            threads.execute(() -> ask(path, due));
        }
        threads.shutdown();
        threads.awaitTermination(2, TimeUnit.MINUTES);
        answers.forEach(ApiLoadMain::say);
    }

    private void ask(int path, long due) {
        int status = 0;
        int bytes = 0;
        try {
            HttpResponse<String> answer = server.get(paths.get(path));
            status = answer.statusCode();
            bytes = answer.body().getBytes(StandardCharsets.UTF_8).length;
        } catch (IOException e) { // after a minute: the status says so
            status = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.add(path + " " + status + " " + bytes + " " + (System.nanoTime() - due));
    }

    @SuppressWarnings("PMD.SystemPrintln")
    private static void say(String line) {
        System.out.println(line);
    }
}
