package org.poolwarden.pool.site;

import java.util.List;

/**
 * Where a connection was borrowed, as text: it keeps no class alive.
 *
 * @param chain every frame, the nearest to the pool first; empty if none was recorded
 * @param whole whether the chain goes down to the bottom of the stack; if not, it proves nobody's absence
 * @param deployment of the first frame that is an application's; null if there is none
 */
public record CallSite(List<Frame> chain, boolean whole, Deployment deployment) {

    /** Nothing was recorded. */
    public static final CallSite NONE = new CallSite(List.of(), false, null);

    public CallSite {
        chain = List.copyOf(chain);
    }

    /** Null if no frame is an application's. */
    public Frame place() {
        return first(Origin.OWN, first(Origin.LIBRARY, null));
    }

    private Frame first(Origin origin, Frame otherwise) {
        return chain.stream()
                .filter(frame -> frame.origin() == origin)
                .findFirst()
                .orElse(otherwise);
    }

    /** Whose code a frame is. */
    public enum Origin {
        /** The application's own. */
        OWN,
        /** Of a jar that the application brought with it. */
        LIBRARY,
        /** The server's, the JDK's, or generated. */
        OTHER
    }

    /**
     * One frame.
     *
     * @param method {@code package.Class.method}
     * @param line of the source; negative if unknown
     * @param place {@code package.Class.method(File.java:42)}
     */
    public record Frame(String method, int line, String place, Origin origin) {

        /** Without the class loader and module that StackTraceElement would put in front: they say nothing here. */
        public static Frame of(StackTraceElement frame, Origin origin) {
            String method = frame.getClassName() + "." + frame.getMethodName();
            String source = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
            int number = frame.getLineNumber();
            return new Frame(method, number, method + "(" + source + (number < 0 ? "" : ":" + number) + ")", origin);
        }
    }
}
