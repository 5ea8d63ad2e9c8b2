package org.poolwarden.caller;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether this JVM accepts RMI from others than who has attached to it. A system property tells of the JVM's agent for
 * JMX only if it began with the JVM: {@code jcmd ManagementAgent.start} opens it at any time. The threads tell of both,
 * for every port that RMI listens at has one.
 */
final class RemoteAgent {

    private static final String ACCEPTING = "RMI TCP Accept-";
    /** Its sockets take no call of another host. It is used for the connector of who has attached, and for no other. */
    private static final String LOCAL_ONLY = "sun.management.jmxremote.LocalRMIServerSocketFactory$";

    private static final int FRAMES = 32;

    private RemoteAgent() {}

    /** Whether it is sure that there is none. A JVM whose threads cannot be told has one, as far as anybody knows. */
    static boolean isAbsent() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] accepting = named(threads.getThreadInfo(threads.getAllThreadIds()))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        List<StackTraceElement[]> stacks = accepting.length == 0
                ? List.of()
                : named(threads.getThreadInfo(accepting, FRAMES))
                        .map(ThreadInfo::getStackTrace)
                        .toList();
        return stacks.size() == accepting.length && areLocal(stacks);
    }

    /** Whether there is a thread that accepts calls, and each of them accepts those of this host alone. */
    static boolean areLocal(List<StackTraceElement[]> accepting) {
        return !accepting.isEmpty()
                && accepting.stream().allMatch(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().startsWith(LOCAL_ONLY)));
    }

    private static Stream<ThreadInfo> named(ThreadInfo... threads) {
        return Arrays.stream(threads).filter(Objects::nonNull).filter(thread -> thread.getThreadName()
                .startsWith(ACCEPTING));
    }
}
