package org.poolwarden.pool.invocation;

/**
 * Tells which trace a thread is in, if the server has OpenTelemetry: with its subsystem {@code opentelemetry} WildFly
 * gives the API to each deployment, ours included, and without it none has it. Then no question is asked.
 */
public final class Traces {

    private static final String API = "io.opentelemetry.api.trace.Span";

    private final boolean present;

    private Traces(boolean present) {
        this.present = present;
    }

    /** By the API that this deployment sees. Never throws. */
    public static Traces ofServer() {
        return of(Traces.class.getClassLoader());
    }

    /**
     * The API is found and not yet used: its first use, which sets up how it keeps what is current, is left to the
     * application.
     */
    static Traces of(ClassLoader loader) {
        try {
            Class.forName(API, false, loader);
            return new Traces(true);
        } catch (ClassNotFoundException | LinkageError expected) {
            return new Traces(false);
        }
    }

    /** Whether the server has it. */
    boolean arePresent() {
        return present;
    }

    /** Of the calling thread. Null if there is none, or it cannot be told. Never throws. */
    public CurrentTrace current() {
        if (!present) {
            return null;
        }
        try {
            return SpanReader.current();
        } catch (RuntimeException | LinkageError expected) {
            return null; // another API than we know, or a faulty implementation of the application's
        }
    }
}
