package org.poolwarden.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs that ask at fixed times, in another process than the server, each with a connection and a sign-in of its
 * own. Arguments: port, requests a second, seconds, paths. At the end it says of each request the number of its path,
 * the status (0 without an answer), the bytes, the nanoseconds since the time at which it was due, and the number of a
 * problem: a request that had to wait for another is late. It talks to a socket by itself, for it shares the processors
 * with the server that it measures.
 */
final class ApiLoadMain {

    private static final int AT_ONCE = 64;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern PROBLEM = Pattern.compile("PWARDEN\\d{4}");
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[MOST_BYTES]);

    private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    private final int port;
    private final List<String> paths;

    private ApiLoadMain(int port, List<String> paths) {
        this.port = port;
        this.paths = paths;
    }

    public static void main(String[] args) throws InterruptedException {
        int perSecond = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        new ApiLoadMain(Integer.parseInt(args[0]), List.of(args).subList(3, args.length))
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
        try {
            byte[] read = BUFFER.get();
            int length = exchange(paths.get(path), read);
            long nanos = System.nanoTime() - due;
            String head = new String(read, 0, Math.min(length, 2_000), StandardCharsets.ISO_8859_1);
            Matcher status = STATUS.matcher(head);
            int begin = head.indexOf("\r\n\r\n") + 4;
            if (!status.lookingAt() || begin < 4) {
                throw new IOException("no answer of HTTP");
            }
            String refusal = status.group(1).equals("200") ? "-" : problem(read, begin, length);
            answers.add(path + " " + status.group(1) + " " + (length - begin) + " " + nanos + " " + refusal);
        } catch (IOException e) {
            answers.add(path + " 0 0 " + (System.nanoTime() - due) + " "
                    + e.getClass().getSimpleName());
        }
    }

    private static String problem(byte[] read, int begin, int end) {
        Matcher problem = PROBLEM.matcher(new String(read, begin, end - begin, StandardCharsets.UTF_8));
        return problem.find() ? problem.group() : "none";
    }

    /** The whole answer: the server hangs up after it. */
    private int exchange(String path, byte[] into) throws IOException {
        String user = Stage.OPERATOR + ":" + Stage.PASSWORD;
        String request = "GET /poolwarden" + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nConnection: close\r\nAuthorization: Basic "
                + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)) + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return in.readNBytes(into, 0, into.length);
        }
    }

    @SuppressWarnings("PMD.SystemPrintln")
    private static void say(String line) {
        System.out.println(line);
    }
}
