package org.poolwarden.pool.invocation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The only class that needs OpenTelemetry: without it, loading this one fails. */
final class SpanReader {

    private SpanReader() {}

    /** Of the calling thread. Null if no span is current, or the one that is will not be sent to anybody. */
    static CurrentTrace current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isSampled() && span.isValid() ? new CurrentTrace(span.getTraceId(), span.getSpanId()) : null;
    }
}
