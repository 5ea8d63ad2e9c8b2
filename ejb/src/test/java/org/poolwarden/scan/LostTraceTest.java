package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.leak.evidence.TraceContext.Source;
import org.poolwarden.mapping.LeaseMapper;
import org.poolwarden.scan.GuardEntry.Lane;

@DisplayName("The trace that only the session of a lease carries")
class LostTraceTest {

    private static final TraceContext TRACE =
            new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", Source.ACTION);

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);

    @BeforeEach
    void seen() {
        carries("00-" + TRACE.traceId() + "-" + TRACE.spanId() + "-01");
        assertEquals(TRACE, scan().trace());
    }

    @Test
    @DisplayName("stays with a lease whose connection was lost, in every list, in an explanation and in a kill")
    void zombie() throws Exception {
        scene.guard.listed.clear();

        Row row = scan();

        assertEquals(Verdict.ZOMBIE, row.judgement().verdict());
        assertEquals(TRACE, row.trace());
        assertEquals(TRACE, scan().trace(), "for as long as it is held");
        assertEquals(
                TRACE, scene.scanner.scan(1, Lane.QUESTIONS, new ArrayList<>()).trace());
        assertEquals(TRACE, scene.scanner.recallAll().get(0).trace());
        String kill = scene.killer.kill(Samples.request(1));
        assertEquals(TRACE, scene.kills.find(kill).orElseThrow().row().trace());
    }

    @Test
    @DisplayName("is in the API's record of such a lease")
    void told() {
        scene.guard.listed.clear();

        EntityRecord record = LeaseMapper.of(scan());

        assertEquals(TRACE.traceId(), record.get("traceId"));
        assertEquals("ACTION", record.get("traceSource"));
    }

    @Test
    @DisplayName("stays while its database does not answer")
    void silent() {
        scene.guard.reading = Raise.DOWN;

        Row row = scan();

        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        assertEquals(TRACE, row.trace());
    }

    @Test
    @DisplayName("is what the session carries now, as long as that is seen")
    void inSight() {
        carries("pay");

        assertNull(scan().trace());
        scene.guard.listed.clear();
        assertNull(scan().trace());
    }

    @Test
    @DisplayName("is no other lease's, though that has the same slot and session")
    void otherLease() {
        scene.pools.leases.set(0, Samples.lease(2));
        scene.guard.listed.clear();

        assertNull(scan().trace());
    }

    private Row scan() {
        return scene.scanner.scan().rows().get(0);
    }

    private void carries(String action) {
        scene.guard.listed.clear();
        scene.guard.listed.add(
                SessionSample.like(Samples.idle()).marks("shop", action, null).build());
    }
}
