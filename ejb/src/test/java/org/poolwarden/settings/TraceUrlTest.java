package org.poolwarden.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.leak.evidence.TraceContext.Source;

@DisplayName("The address of traces")
class TraceUrlTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    @DisplayName("has the id of the trace wherever its place is")
    void address() {
        TraceUrl url = TraceUrl.parse(
                        " https://grafana.example.com:3000/explore/{traceId}?id={traceId}#t=%22{traceId} ")
                .orElseThrow();
        assertEquals(
                "https://grafana.example.com:3000/explore/" + TRACE + "?id=" + TRACE + "#t=%22" + TRACE,
                url.of(new TraceContext(TRACE, "b7ad6b7169203331", Source.ACTION)));
        assertNull(url.of(null));
        assertTrue(TraceUrl.parse("HTTP://localhost:16686/trace/{traceId}").isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "",
                "{traceId}",
                "/trace/{traceId}",
                "//jaeger.example.com/{traceId}",
                "https://jaeger.example.com/trace/",
                "https://jaeger.example.com/trace/{traceid}",
                "ftp://jaeger.example.com/{traceId}",
                "javascript:alert('{traceId}')",
                "data:text/html,{traceId}",
                "https:/jaeger.example.com/{traceId}",
                "https:///{traceId}",
                "https://{traceId}.example.com/",
                "https://{traceId}/",
                "https://user:secret@jaeger.example.com/{traceId}",
                "https://jaeger.example.com/{\"a\":\"{traceId}\"}",
                "https://jaeger.example.com/\n{traceId}",
                "https://jaeger.example.com/a b/{traceId}",
                "https://jaeger.example.com/\"onclick=\"{traceId}"
            })
    @DisplayName("is refused unless it is absolute, of the web, without a user, and has the place after its host")
    void refused(String text) {
        assertTrue(TraceUrl.parse(text).isEmpty(), text);
        assertTrue(TraceUrl.parse(null).isEmpty());
        assertTrue(TraceUrl.parse("https://a.example.com/{traceId}" + "x".repeat(2_000))
                .isEmpty());
    }
}
