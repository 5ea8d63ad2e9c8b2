package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Row;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

class KillerTest {

    private final ScanScene scene = new ScanScene(FIRST);

    @Test
    void requestIsTakenWithoutAskingTheDatabase() throws Exception {
        Row listed = scene.scanner.scan().rows().get(0);
        scene.calls.clear();

        String id = scene.killer.kill(Samples.request(1));

        Kill kill = scene.kills.find(id).orElseThrow();
        assertEquals(List.of(), scene.calls);
        assertEquals(listed, kill.row());
        assertEquals(Samples.OPS, kill.requester());
    }

    @Test
    void sameLeaseTwiceIsOneKill() throws Exception {
        scene.scanner.scan();

        assertEquals(scene.killer.kill(Samples.request(1)), scene.killer.kill(Samples.request(1)));
    }

    @Test
    void reasonIsRequiredAndBounded() {
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0400", reason(null));
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0400", reason(" \t"));
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0401", reason("x".repeat(401)));
        for (String none :
                List.of("", "\1\2", "\u200b", "\u2028\u2029", "...", "- ?!", "\ufffd", "\ud800", "\ud83d\ude00")) {
            assertRefused(Fault.BAD_REQUEST, "PWARDEN0400", reason(none));
        }
    }

    @Test
    void reasonInAnyScriptIsTakenAndCleaned() throws Exception {
        for (String some : List.of("7", "\u6f0f", "\u00e9.", "\ud835\udd38")) {
            assertEquals(some, Killer.checked(reason(some)).reason());
        }
        assertEquals(
                "a\ufffd[2Jb c", Killer.checked(reason(" a\u001b[2Jb\n\tc ")).reason());
    }

    @Test
    void reasonOfTheFullLengthIsTaken() throws Exception {
        scene.scanner.scan();

        scene.killer.kill(reason("x".repeat(400)));

        assertEquals(1, scene.kills.list().size());
    }

    @Test
    void reasonCannotForgeLinesOfTheLog() throws Exception {
        scene.scanner.scan();

        String id = scene.killer.kill(reason("leak\r\n12:00 ERROR all is lost"));

        assertEquals(
                "leak 12:00 ERROR all is lost",
                scene.kills.find(id).orElseThrow().reason());
    }

    @Test
    void requesterAndModeAreRequired() {
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0408", new KillRequest(1, KillMode.IMMEDIATE, null, "why"));
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0408", new KillRequest(1, null, Samples.OPS, "why"));
    }

    @Test
    void unknownLeaseIsNotFound() {
        assertRefused(Fault.NOT_FOUND, "PWARDEN0402", Samples.request(99));
    }

    @Test
    void withoutItsGuardALeaseCannotBeActedOn() {
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan();

        assertRefused(Fault.UNAVAILABLE, "PWARDEN0206", Samples.request(1));
    }

    @Test
    void leaseWithoutAnIdentityIsNeverActedOn() {
        scene.pools.leases.add(Samples.lease(2, null));
        scene.scanner.scan();

        assertRefused(Fault.DENIED, "PWARDEN0403", Samples.request(2));
    }

    @Test
    void failedSelfTestDisablesKills() {
        scene.scanner.scan();
        scene.pools.selfTest = new SelfTest(false, "IronJacamar 4");

        assertRefused(Fault.UNAVAILABLE, "PWARDEN0404", Samples.request(1));
    }

    private void assertRefused(Fault fault, String number, KillRequest request) {
        WardenException refusal = assertThrows(WardenException.class, () -> scene.killer.kill(request));
        assertEquals(fault, refusal.fault());
        assertTrue(refusal.getMessage().startsWith(number + ": "), refusal.getMessage());
        assertTrue(scene.kills.list().isEmpty());
    }

    private static KillRequest reason(String reason) {
        return new KillRequest(1, KillMode.IMMEDIATE, Samples.OPS, reason);
    }
}
