package org.poolwarden.pool;

import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was recorded when a connection was checked out. Its identity is the checkout's identity: the same slot borrowed
 * again has another. Keeps neither the thread nor the application alive.
 */
final class Checkout {

    private final WeakReference<Thread> thread;
    private final String threadName;
    private final long threadId;
    private final List<Frame> frames;
    private final Deployment deployment;

    Checkout(Thread thread, List<Frame> frames, Deployment deployment) {
        this.thread = new WeakReference<>(thread);
        this.threadName = thread.getName();
        this.threadId = threadId(thread);
        this.frames = List.copyOf(frames);
        this.deployment = deployment;
    }

    String threadName() {
        return threadName;
    }

    long threadId() {
        return threadId;
    }

    /** The application's frames at checkout, the nearest to the pool first; empty if it was not an application. */
    List<Frame> frames() {
        return frames;
    }

    /** Null if no deployment was on the stack. */
    Deployment deployment() {
        return deployment;
    }

    /** The borrowing thread, or null if it has ended. */
    Thread liveThread() {
        Thread borrower = thread.get();
        return borrower != null && borrower.isAlive() ? borrower : null;
    }

    /** Whether any application frame of the checkout is on this stack; where none was recorded nobody can tell. */
    boolean isStillIn(StackTraceElement[] stack) {
        Set<String> then = frames.stream().map(Frame::method).collect(Collectors.toSet());
        for (StackTraceElement now : stack) {
            if (then.contains(now.getClassName() + "." + now.getMethodName())) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings(
            "deprecation") // Thread.threadId() is Java 19; getId() can only be overridden by a careless subclass
    private static long threadId(Thread thread) {
        return thread.getId();
    }

    /**
     * One frame as text, so that it holds no class.
     *
     * @param method {@code package.Class.method}
     * @param place {@code package.Class.method(File.java:42)}
     */
    record Frame(String method, String place) {

        /** Without the class loader and module that StackTraceElement would put in front: they say nothing here. */
        static Frame of(StackFrame frame) {
            String method = frame.getClassName() + "." + frame.getMethodName();
            String source = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
            String line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
            return new Frame(method, method + "(" + source + line + ")");
        }
    }
}
