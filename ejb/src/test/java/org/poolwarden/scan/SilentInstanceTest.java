package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.GuardEntry.Lane;

/** The lease's session is in instance 1 of a cluster, of which the lists show instance 2 alone. */
@DisplayName("Guards of a cluster")
class SilentInstanceTest {

    private final ScanScene scene = new ScanScene(FIRST);

    @Test
    @DisplayName("call no session gone of whose instance they list none, unless they say themselves that it is")
    void silentInstance() {
        listOtherInstance();
        scene.guard.checks.add(Raise.REFUSED);

        Scan scan = scene.scanner.scan();

        Row row = scan.rows().get(0);
        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        assertTrue(row.judgement().codes().contains(Code.INSTANCE_SILENT), row.judgement()::toString);
        assertTrue(
                scan.problems().get(0).toString().startsWith("PWARDEN0210: Instance 1 did not answer."),
                scan.problems()::toString);
        assertFalse(scan.isComplete());
        assertEquals(
                Verdict.UNMATCHED, scene.scanner.recallAll().get(0).judgement().verdict(), "and nothing asks again");

        scene.guard.checks.add(Raise.GONE);
        assertEquals(
                Verdict.ZOMBIE,
                scene.scanner.scan().rows().get(0).judgement().verdict(),
                "the instance has been removed");
    }

    @Test
    @DisplayName("are asked again for the sessions of an instance that was silent for a moment")
    void instanceIsBack() {
        listOtherInstance();
        Session back = Samples.idle();
        scene.guard.onSessions = () -> scene.guard.listed.add(back);

        Row row = scene.scanner.scan().rows().get(0);

        assertEquals(back, row.session());
    }

    private void listOtherInstance() {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.session(new SessionId(Samples.FREE, 2, 300, 5), "INACTIVE", 0, false));
    }

    @Test
    @DisplayName("tell of a session without a lease that only a second look shows")
    void sessionIsBack() throws Exception {
        scene.pools.leases.clear();
        listOtherInstance();
        scene.scanner.scan();
        Session back = Samples.idle();
        scene.guard.onSessions = () -> scene.guard.listed.add(back);
        List<Problem> problems = new ArrayList<>();

        ClassifiedSession found =
                scene.scanner.recheck(Samples.ID, Lane.KILLS, problems).orElseThrow();

        assertEquals(back, found.session());
        assertEquals(List.of(), problems);
    }
}
