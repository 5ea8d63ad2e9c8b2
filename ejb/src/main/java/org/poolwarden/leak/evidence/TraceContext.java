package org.poolwarden.leak.evidence;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace of a distributed application that a lease belongs to, in the terms of W3C Trace Context. Its ids consist of
 * lower-case hexadecimal digits, so that they can stand in any text and any address as they are.
 *
 * @param traceId 32 digits, not all of them zero
 * @param spanId 16 digits, not all of them zero: the span that was current
 * @param source where it was found
 */
public record TraceContext(String traceId, String spanId, Source source) {

    /** {@code version-trace-span-flags}; a version after the first may have more parts. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");

    private static final Pattern DIGITS = Pattern.compile("(?!0+$)[0-9a-f]+");
    private static final int TRACE_LENGTH = 32;
    private static final int SPAN_LENGTH = 16;

    /** @throws IllegalArgumentException if an id is none */
    public TraceContext {
        Objects.requireNonNull(source, "source");
        if (!isId(traceId, TRACE_LENGTH) || !isId(spanId, SPAN_LENGTH)) {
            throw new IllegalArgumentException("not the ids of a trace and a span");
        }
    }

    /** Where a trace was found. */
    public enum Source {
        /** It was current in the borrowing thread at the checkout. */
        CHECKOUT,
        /** The session has it as V$SESSION.ACTION. */
        ACTION,
        /** The session has it as V$SESSION.CLIENT_IDENTIFIER. */
        CLIENT_IDENTIFIER
    }

    /** The trace with these ids. Null if one of them is none. */
    public static TraceContext of(String traceId, String spanId, Source source) {
        return isId(traceId, TRACE_LENGTH) && isId(spanId, SPAN_LENGTH)
                ? new TraceContext(traceId, spanId, source)
                : null;
    }

    /**
     * The trace of a {@code traceparent}. Null if the whole text is none: applications write other things there.
     *
     * @param text null is none
     */
    public static TraceContext parse(String text, Source source) {
        Matcher traceparent = TRACEPARENT.matcher(text == null ? "" : text.strip());
        if (!traceparent.matches() || (traceparent.group(1).equals("00") && traceparent.group(4) != null)) {
            return null;
        }
        return of(traceparent.group(2), traceparent.group(3), source);
    }

    /**
     * The trace that the session of a lease carries. What a session carries outlives the lease that wrote it; if the
     * session has made no call since the checkout, it is an earlier lease's and counts for nothing.
     *
     * @param ageSeconds the time since the checkout
     * @return null if it carries none, or the guard does not show it
     */
    static TraceContext ofSession(Session session, long ageSeconds) {
        boolean called = session.isActive() || session.lastCallSeconds() <= ageSeconds + 1;
        if (!session.isShown() || !called) {
            return null;
        }
        TraceContext action = parse(session.action(), Source.ACTION);
        return action != null ? action : parse(session.clientIdentifier(), Source.CLIENT_IDENTIFIER);
    }

    private static boolean isId(String text, int length) {
        return text != null && text.length() == length && DIGITS.matcher(text).matches();
    }
}
