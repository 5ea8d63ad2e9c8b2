package org.poolwarden.pool.invocation;

/** The ids of the span that was current in a thread, as OpenTelemetry said them. Two texts: it keeps nothing alive. */
public record CurrentTrace(String traceId, String spanId) {}
