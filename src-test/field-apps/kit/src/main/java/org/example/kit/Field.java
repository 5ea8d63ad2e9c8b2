package org.example.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The state of one application's test: what was borrowed, what is held and what was forgotten. All threads. */
public final class Field {

    private static final int LONGEST_SECONDS = 180;

    private static final Queue<String> BORROWED = new ConcurrentLinkedQueue<>();
    private static final Queue<AutoCloseable> FORGOTTEN = new ConcurrentLinkedQueue<>();
    /** Of the whole server, so that it outlives a deployment: a request may go on when its application is gone. */
    private static final String RELEASE = "org.example.kit.release";

    private Field() {}

    /** A row has borrowed the connection of this session. */
    public static void borrowed(String row, String sid) {
        BORROWED.add(row + " " + sid);
    }

    /** Waits as for a remote system, until everything that is held is released. */
    public static void remoteCall() {
        try {
            if (!released().await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released what was held");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Keeps alive what an application forgot to close. */
    public static void forget(AutoCloseable leaked) {
        FORGOTTEN.add(leaked);
    }

    /** Each line is a row and the SID that it borrowed. */
    static List<String> borrowed() {
        return new ArrayList<>(BORROWED);
    }

    /** From now on whoever is honest holds on to what it has. */
    static void arm() {
        BORROWED.clear();
        System.getProperties().compute(RELEASE, (key, before) -> isOver(before) ? new CountDownLatch(1) : before);
    }

    private static boolean isOver(Object latch) {
        return latch == null || ((CountDownLatch) latch).getCount() == 0;
    }

    private static CountDownLatch released() {
        Object latch = System.getProperties().get(RELEASE);
        return latch == null ? new CountDownLatch(0) : (CountDownLatch) latch;
    }

    /** Lets everything go on that is held, and whatever comes late. */
    static void release() {
        released().countDown();
        BORROWED.clear();
    }

    /** Closes what was forgotten; answers what could not be closed. */
    static List<String> close() {
        List<String> failed = new ArrayList<>();
        for (AutoCloseable next = FORGOTTEN.poll(); next != null; next = FORGOTTEN.poll()) {
            try {
                next.close();
            } catch (Exception e) {
                failed.add(e.toString());
            }
        }
        return failed;
    }
}
