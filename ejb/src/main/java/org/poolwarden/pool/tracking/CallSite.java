package org.poolwarden.pool.tracking;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/**
 * Where a connection was borrowed, as text: it keeps no class alive.
 *
 * @param frames the application's frames at checkout, the nearest to the pool first; empty if it was not an application
 * @param deployment of the first of them; null if there is none
 * @param stack every frame, the nearest to the pool first; empty if only the application's were asked for
 */
public record CallSite(List<Frame> frames, Deployment deployment, List<String> stack) {

    static final CallSite NONE = new CallSite(List.of(), null, List.of());

    public CallSite {
        frames = List.copyOf(frames);
        stack = List.copyOf(stack);
    }

    /**
     * One frame.
     *
     * @param method {@code package.Class.method}
     * @param place {@code package.Class.method(File.java:42)}
     */
    public record Frame(String method, String place) {

        /** Without the class loader and module that StackTraceElement would put in front: they say nothing here. */
        public static Frame of(StackFrame frame) {
            return of(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
        }

        public static Frame of(StackTraceElement frame) {
            return of(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
        }

        private static Frame of(String type, String name, String file, int number) {
            String method = type + "." + name;
            String source = file == null ? "Unknown Source" : file;
            String line = number < 0 ? "" : ":" + number;
            return new Frame(method, method + "(" + source + line + ")");
        }
    }
}
