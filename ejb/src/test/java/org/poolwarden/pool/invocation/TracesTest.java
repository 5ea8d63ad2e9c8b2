package org.poolwarden.pool.invocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The trace that a thread is in")
class TracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    @DisplayName("is that of the current span, if somebody will be sent it")
    void current() {
        Traces traces = Traces.ofServer();
        assertTrue(traces.arePresent(), "this class path has the API");
        assertNull(traces.current(), "outside of any span");
        try (Scope scope = span(TraceFlags.getSampled()).makeCurrent()) {
            assertEquals(new CurrentTrace(TRACE, SPAN), traces.current());
        }
        assertNull(traces.current(), "after it");
        try (Scope scope = span(TraceFlags.getDefault()).makeCurrent()) {
            assertNull(traces.current(), "a span that is not sampled is nowhere to be read");
        }
    }

    @Test
    @DisplayName("is none where an implementation of the API fails, and the checkout goes on")
    void faulty() {
        Span faulty = (Span) Proxy.newProxyInstance(
                Span.class.getClassLoader(), new Class<?>[] {Span.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("storeInContext")) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    throw new NoSuchMethodError(method.getName());
                });
        try (Scope scope = Context.root().with(faulty).makeCurrent()) {
            assertNull(Traces.ofServer().current());
        }
    }

    @Test
    @DisplayName("is not asked for on a server without OpenTelemetry")
    void absent() {
        Traces none = Traces.of(ClassLoader.getPlatformClassLoader());
        assertFalse(none.arePresent());
        try (Scope scope = span(TraceFlags.getSampled()).makeCurrent()) {
            assertNull(none.current());
        }
    }

    private static Span span(TraceFlags flags) {
        return Span.wrap(SpanContext.create(TRACE, SPAN, flags, TraceState.getDefault()));
    }
}
