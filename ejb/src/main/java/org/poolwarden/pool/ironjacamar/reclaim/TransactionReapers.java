package org.poolwarden.pool.ironjacamar.reclaim;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jboss.jca.adapters.jdbc.util.ReentrantLock;

/**
 * The threads with which the server's transaction manager rolls back transactions that have timed out. There is only
 * one at a time. If the rollback of one transaction waits for a blocked connection, no other transaction can time out.
 */
final class TransactionReapers {

    private static final String NAME = "Transaction Reaper";
    /** How many locks are followed: the driver nests its locks, and no longer chain was met. */
    private static final int HOPS = 4;

    private TransactionReapers() {}

    /** Whether one of these threads is in a call on the connection with this lock, or waits for the thread that is. */
    static boolean waitFor(ReentrantLock handleLock) {
        Thread inside = handleLock.getOwner();
        if (inside == null) {
            return false;
        }
        return isReaper(inside)
                || handleLock.getQueuedThreads().stream().anyMatch(TransactionReapers::isReaper)
                || living().stream().anyMatch(reaper -> waitsFor(reaper, inside));
    }

    /** Whether the thread waits, below the resource adapter, for a lock of the driver. */
    private static boolean waitsFor(Thread reaper, Thread holder) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long id = id(reaper);
        for (int hop = 0; hop < HOPS; hop++) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info == null || info.getLockOwnerId() == -1) {
                return false;
            }
            id = info.getLockOwnerId();
            if (id == id(holder)) {
                return true;
            }
        }
        return false;
    }

    private static List<Thread> living() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[root.activeCount() + 64];
        root.enumerate(all);
        return Arrays.stream(all)
                .filter(Objects::nonNull)
                .filter(TransactionReapers::isReaper)
                .toList();
    }

    private static boolean isReaper(Thread thread) {
        return thread.getName().startsWith(NAME);
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is Java 19
    private static long id(Thread thread) {
        return thread.getId();
    }
}
