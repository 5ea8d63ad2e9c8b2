package org.poolwarden.pool.site;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.poolwarden.text.Clean;

/**
 * Where a connection was borrowed, as text: it keeps no class alive. Leases of one place share theirs, and its lists
 * are made once.
 */
public final class CallSite {

    /** Nothing was recorded. */
    public static final CallSite NONE = new CallSite(List.of(), false, null, null, null);

    private final List<Frame> chain;
    private final boolean whole;
    private final Deployment deployment;
    private final String overlay;
    private final String module;
    /** Made when they are asked for, as most chains that are read turn out to be known. */
    private List<String> places;

    private List<String> own;

    /**
     * @param chain every frame, the nearest to the pool first; empty if none was recorded
     * @param whole whether the chain goes down to the bottom of the stack
     * @param deployment null if there is none
     * @param overlay null for none
     * @param module null if it is not known
     */
    public CallSite(List<Frame> chain, boolean whole, Deployment deployment, String overlay, String module) {
        this.chain = List.copyOf(chain);
        this.whole = whole;
        this.deployment = deployment;
        this.overlay = overlay;
        this.module = module;
    }

    /** Every frame, the nearest to the pool first; empty if none was recorded. */
    public List<Frame> chain() {
        return chain;
    }

    /** Whether the chain goes down to the bottom of the stack; if not, it proves nobody's absence. */
    public boolean whole() {
        return whole;
    }

    /**
     * Of the first frame that is an application's, or of the module that called it if it is a library of an
     * {@code .ear}; null if there is none.
     */
    public Deployment deployment() {
        return deployment;
    }

    /** The pool of the application's own that the connection went into, as far as its frames tell; null for none. */
    public String overlay() {
        return overlay;
    }

    /** The places of all frames, in the order of the chain; the same list at each call. */
    public synchronized List<String> places() {
        if (places == null) {
            places = shown(chain.stream());
        }
        return places;
    }

    /**
     * Whom to blame: the first frame that is the application's own and no helper, else the first of its libraries, else
     * the server's module whose code borrowed. Null if nobody is known.
     */
    public String place() {
        List<String> frames = own();
        return !frames.isEmpty() ? frames.get(0) : module == null ? null : "module " + module;
    }

    /**
     * The application's own frames from the place on, its callers after it; of its libraries if it has none. The same
     * list at each call.
     */
    public synchronized List<String> own() {
        if (own == null) {
            Origin origin =
                    chain.stream().anyMatch(frame -> frame.origin() == Origin.OWN) ? Origin.OWN : Origin.LIBRARY;
            own = shown(chain.stream().filter(frame -> frame.origin() == origin));
        }
        return own;
    }

    /** In a list that need not be cleaned again. */
    private static List<String> shown(Stream<Frame> frames) {
        return Clean.lines(frames.map(Frame::place).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallSite that
                && whole == that.whole
                && Objects.equals(deployment, that.deployment)
                && Objects.equals(overlay, that.overlay)
                && Objects.equals(module, that.module)
                && chain.equals(that.chain);
    }

    @Override
    public int hashCode() {
        return chain.hashCode();
    }

    @Override
    public String toString() {
        return place() + " of " + deployment + (whole ? ", whole " : ", cut ") + places();
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

        // Written out: the equals that a record is given leaves a method type with this class in a cache of the JDK,
        // which keeps our class loader alive after an undeployment.
        @Override
        public boolean equals(Object other) {
            return other instanceof Frame that
                    && line == that.line
                    && origin == that.origin
                    && method.equals(that.method)
                    && place.equals(that.place);
        }

        @Override
        public int hashCode() {
            return place.hashCode();
        }

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
