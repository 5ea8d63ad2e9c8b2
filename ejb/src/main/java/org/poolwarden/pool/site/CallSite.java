package org.poolwarden.pool.site;

import java.util.List;

/**
 * Where a connection was borrowed, as text: it keeps no class alive.
 *
 * @param chain every frame, the nearest to the pool first; empty if none was recorded
 * @param whole whether the chain goes down to the bottom of the stack; if not, it proves nobody's absence
 * @param deployment of the first frame that is an application's, or of the module that called it if it is a library of
 *     an {@code .ear}; null if there is none
 * @param overlay the pool of the application's own that the connection went into, as far as its frames tell; null for
 *     none
 * @param module the server's module whose code borrowed, if no application's did; null if that is not known either
 */
public record CallSite(List<Frame> chain, boolean whole, Deployment deployment, String overlay, String module) {

    /** Nothing was recorded. */
    public static final CallSite NONE = new CallSite(List.of(), false, null, null, null);

    public CallSite {
        chain = List.copyOf(chain);
    }

    /**
     * Whom to blame: the first frame that is the application's own and no helper, else the first of its libraries, else
     * the module of the server. Null if nobody is known.
     */
    public String place() {
        List<String> own = own();
        return !own.isEmpty() ? own.get(0) : module == null ? null : "module " + module;
    }

    /** The application's own frames from the place on, its callers after it; of its libraries if it has none. */
    public List<String> own() {
        Origin origin = chain.stream().anyMatch(frame -> frame.origin() == Origin.OWN) ? Origin.OWN : Origin.LIBRARY;
        return chain.stream()
                .filter(frame -> frame.origin() == origin)
                .map(Frame::place)
                .toList();
    }

    /** Whose code a frame is. */
    public enum Origin {
        /** The application's own. */
        OWN,
        /** The application's own as well, and does nothing but get a connection for its caller. */
        HELPER,
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

        Frame with(Origin other) {
            return new Frame(method, line, place, other);
        }

        /** Without the class loader and module that StackTraceElement would put in front: they say nothing here. */
        public static Frame of(StackTraceElement frame, Origin origin) {
            String method = frame.getClassName() + "." + frame.getMethodName();
            String source = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
            int number = frame.getLineNumber();
            return new Frame(method, number, method + "(" + source + (number < 0 ? "" : ":" + number) + ")", origin);
        }
    }
}
