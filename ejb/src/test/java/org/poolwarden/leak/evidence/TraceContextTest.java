package org.poolwarden.leak.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.leak.evidence.TraceContext.Source;

@DisplayName("The trace of a lease")
class TraceContextTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";
    private static final String OTHER = "00-11111111111111111111111111111111-" + SPAN + "-01";

    @ParameterizedTest
    @ValueSource(
            strings = {
                PARENT,
                " " + PARENT + " ",
                "00-" + TRACE + "-" + SPAN + "-00",
                "01-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01-what-a-later-version-adds"
            })
    @DisplayName("is that of a traceparent, of this version and of those to come")
    void traceparent(String text) {
        assertEquals(new TraceContext(TRACE, SPAN, Source.ACTION), TraceContext.parse(text, Source.ACTION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "checkout",
                "pay-0af7651916cd43dd",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + TRACE + SPAN + "-01",
                "0-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01\n00-" + TRACE + "-" + SPAN + "-01",
                "x" + PARENT,
                "00-../../etc/passwd/0af7651916cd43d-" + SPAN + "-01",
                "00-\"><script>alert(1)</script>4321-" + SPAN + "-01",
                "00-\u0660\u0661\u0662\u06637651916cd43dd8448eb211c80319c-" + SPAN + "-01"
            })
    @DisplayName("is none if the text is anything else, however it looks")
    void none(String text) {
        assertNull(TraceContext.parse(text, Source.ACTION), text);
        assertNull(TraceContext.parse(null, Source.ACTION));
    }

    @Test
    @DisplayName("has no id that is none, whoever says so")
    void ids() {
        assertNull(TraceContext.of(TRACE, SPAN + "0", Source.CHECKOUT));
        assertNull(TraceContext.of(null, SPAN, Source.CHECKOUT));
        assertThrows(IllegalArgumentException.class, () -> new TraceContext("<b>", SPAN, Source.CHECKOUT));
    }

    @Test
    @DisplayName("is the one of the checkout, then the session's action, then its client identifier")
    void order() {
        TraceContext current = new TraceContext("22222222222222222222222222222222", SPAN, Source.CHECKOUT);
        assertEquals(current, lease(current).trace(session("INACTIVE", 60, PARENT, OTHER)));
        assertEquals(current, lease(current).trace(null));
        assertEquals(
                new TraceContext(TRACE, SPAN, Source.ACTION),
                lease(null).trace(session("INACTIVE", 60, PARENT, OTHER)));
        assertEquals(
                Source.CLIENT_IDENTIFIER,
                lease(null).trace(session("INACTIVE", 60, "pay", OTHER)).source());
        assertNull(lease(null).trace(session("INACTIVE", 60, "pay", null)));
        assertNull(lease(null).trace(null));
    }

    @Test
    @DisplayName("is not what an earlier lease left in the session, which has made no call since")
    void earlier() {
        assertNull(lease(null).trace(session("INACTIVE", 602, PARENT, null)));
        assertEquals(
                TRACE, lease(null).trace(session("INACTIVE", 601, PARENT, null)).traceId(), "a second is rounded");
        assertEquals(
                TRACE, lease(null).trace(session("ACTIVE", 9_000, PARENT, null)).traceId());
    }

    private static Lease lease(TraceContext trace) {
        Borrower borrower = BorrowerSample.by("worker", 7, Borrower.Whereabouts.UNKNOWN)
                .trace(trace)
                .build();
        return new Lease(
                7, "java:/A", Instant.EPOCH, Duration.ofMinutes(10), borrower, null, 1, Lease.Transaction.NONE);
    }

    private static Session session(String status, long lastCall, String action, String identifier) {
        return SessionSample.of(new SessionId(new DatabaseId("FREE", "FREEPDB1"), 1, 2, 3))
                .status(status, lastCall)
                .loggedOn(Instant.EPOCH)
                .marks(null, action, identifier)
                .build();
    }
}
