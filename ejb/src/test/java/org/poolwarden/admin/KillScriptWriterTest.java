package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.KillScript;
import org.poolwarden.admin.record.KillScript.Command;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

@DisplayName("The commands for a DBA")
class KillScriptWriterTest {

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final KillScriptWriter writer = new KillScriptWriter(scene.scanner::scan, "SYS");

    @Test
    @DisplayName("have the three forms, and say whose lease it is")
    void forms() throws Exception {
        Command command = writer.write(List.of(1L), Samples.OPS).commands().get(0);

        assertEquals("exec kill_session(104, 17, 1)", command.classic());
        assertTrue(command.named().contains("p_requester => 'ops via JMX from 10.1.2.3, by a copied command'"));
        assertTrue(
                command.named().contains("p_reason => 'lease 1 of " + Samples.POOL + ", SUSPECT, 1 h old"),
                command.named());
        assertEquals("-- alter system disconnect session '104,17,@1' immediate;", command.raw());
        assertNull(command.refusal());
    }

    @Test
    @DisplayName("are a script in which only the classic form runs, each in its database")
    void script() throws Exception {
        List<String> text = writer.write(List.of(1L), Samples.OPS).text();

        assertEquals(
                List.of("set define off", "set serveroutput on", "exec kill_session(104, 17, 1)"),
                text.stream()
                        .filter(line -> !line.startsWith("-- ") && !line.isEmpty())
                        .toList());
        assertTrue(text.contains("-- In database FREE/FREEPDB1."), text.toString());
    }

    @Test
    @DisplayName("are for every LEAKED lease if none is named, and for no other")
    void leakedOnes() throws Exception {
        assertEquals(List.of(), writer.write(List.of(), Samples.OPS).commands());

        SessionId second = new SessionId(Samples.FREE, 1, 105, 3);
        scene.guard.listed.add(Samples.session(second, "INACTIVE", 0, false));
        scene.pools.leases.add(leaked(2, new ClientSession(second, "SHOP")));

        List<Command> commands = writer.write(List.of(), Samples.OPS).commands();

        assertEquals(List.of(2L), commands.stream().map(Command::leaseId).toList());
        assertTrue(commands.get(0).about().endsWith(", by shop.ear at shop.Cart.pay(Cart.java:42)"));
    }

    @Test
    @DisplayName("are refused, and not written, for a lease that is never acted on")
    void unmatched() throws Exception {
        scene.pools.leases.add(Samples.lease(2, null));
        scene.pools.leases.add(Samples.lease(3, new ClientSession(Samples.ID, "ADMIN")));

        KillScript commands = writer.write(List.of(2L, 3L), Samples.OPS);

        for (Command command : commands.commands()) {
            assertTrue(command.refusal().startsWith("PWARDEN0403"), command.refusal());
            assertNull(command.classic());
            assertNull(command.named());
            assertNull(command.raw());
        }
        assertTrue(commands.text().stream().noneMatch(line -> line.contains("kill_session") || line.contains("alter")));
    }

    @Test
    @DisplayName("are refused for a session that has gone")
    void gone() throws Exception {
        scene.guard.listed.clear();

        assertTrue(writer.write(List.of(1L), Samples.OPS)
                .commands()
                .get(0)
                .refusal()
                .startsWith("PWARDEN0427"));
    }

    @Test
    @DisplayName("are none at all if one of the leases is not there")
    void missing() {
        WardenException refusal =
                assertThrows(WardenException.class, () -> writer.write(List.of(1L, 99L), Samples.OPS));

        assertEquals(Fault.NOT_FOUND, refusal.fault());
    }

    private static Lease leaked(long id, ClientSession client) {
        return new Lease(
                id,
                Samples.POOL,
                Instant.parse("2026-11-21T09:00:00Z"),
                Duration.ofHours(1),
                BorrowerSample.by("worker-1", 7, Whereabouts.GONE)
                        .at("shop.Cart.pay(Cart.java:42)")
                        .of("shop.ear")
                        .build(),
                client,
                1,
                Lease.Transaction.NONE);
    }

    @Test
    @DisplayName("do not say that there is no LEAKED lease while one may not be judged, unless the leases are named")
    void notJudged() throws Exception {
        assertTrue(writer.write(List.of(), Samples.OPS).text().toString().contains("There is no LEAKED lease"));
        scene.guard.reading = FakeGuard.Raise.DOWN;

        KillScript all = writer.write(List.of(), Samples.OPS);
        assertFalse(all.text().toString().contains("There is no LEAKED lease"), all::toString);
        assertEquals("PWARDEN0203", all.problems().get(0).code());
        assertEquals(List.of(), writer.write(List.of(1L), Samples.OPS).problems());
    }
}
