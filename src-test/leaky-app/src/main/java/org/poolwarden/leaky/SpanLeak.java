package org.poolwarden.leaky;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A leak within a span. Needs the server's OpenTelemetry, and is not loaded before somebody asks for it. */
public final class SpanLeak {

    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String SPAN = "00f067aa0ba902b7";

    private SpanLeak() {}

    public static KeptConnection leak(DataSource dataSource, String name) throws SQLException {
        SpanContext context = SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
        try (Scope scope = Span.wrap(context).makeCurrent()) {
            return IdleLeak.leak(dataSource, name);
        }
    }
}
