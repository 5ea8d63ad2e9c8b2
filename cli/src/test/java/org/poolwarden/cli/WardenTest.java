package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WardenTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Warden warden = new Warden(() -> server);

    @BeforeEach
    void deploy() throws Exception {
        server.registerMBean(new FakeWarden(), new ObjectName(Warden.NAME));
    }

    @Test
    void aPoolIsToldInTheModelsSpellingAndOrder() throws Exception {
        ModelNode pool = warden.listPools().get(0);

        assertEquals(List.of("name", "kind", "max", "in-use", "available"), List.copyOf(pool.keys()));
        assertEquals("java:jboss/datasources/ShopDS", pool.get("name").asString());
        assertEquals(new ModelNode(3), pool.get("in-use"));
    }

    @Test
    void aLeaseHasTypedValues() throws Exception {
        ModelNode leases = warden.listLeases();

        assertEquals(2, leases.asInt());
        assertEquals(new ModelNode(7L), leases.get(0).get("lease-id"));
        assertEquals("Shop.java:17", leases.get(0).get("call-site").asString());
        assertEquals(
                List.of("idle for 42 s", "its thread has ended"),
                leases.get(0).get("reasons").asList().stream()
                        .map(ModelNode::asString)
                        .toList());
        assertEquals(new ModelNode(5_000_000_000L), leases.get(0).get("undo-records"));
    }

    @Test
    void whatIsNotKnownIsUndefinedAndNotMissing() throws Exception {
        ModelNode lease = warden.listLeases().get(0);

        for (String unknown : List.of("session-status", "status-seconds", "pool")) {
            assertTrue(lease.has(unknown), unknown);
            assertFalse(lease.hasDefined(unknown), unknown);
        }
    }

    @Test
    void noLeaksAreAnEmptyList() throws Exception {
        ModelNode leaks = warden.listLeaks();

        assertEquals(ModelType.LIST, leaks.getType());
        assertEquals(List.of(), leaks.asList());
    }

    @Test
    void aPreviewIsAListOfLines() throws Exception {
        assertEquals(
                List.of(new ModelNode("DENIED"), new ModelNode("lease 7 is in use")),
                warden.preview(7).asList());
    }

    @Test
    void aKillAnswersItsStateRightAfterTheRequest() throws Exception {
        ModelNode kill = warden.kill(7, null, 0, "k-1");

        assertEquals("k-1", kill.get("kill-id").asString());
        assertEquals("REQUESTED", kill.get("session-state").asString());
        assertEquals(new ModelNode(false), kill.get("over"));
        assertEquals(1, kill.get("steps").asInt());
    }

    @Test
    void aKillWhoseStateCannotBeReadStillAnswersItsId() throws Exception {
        ModelNode kill = warden.kill(7, null, 0, "lost");

        assertEquals("lost", kill.get("kill-id").asString());
        assertEquals(
                "Requested; its state could not be read: PWARDEN0043: no kill lost",
                kill.get("message").asString());
    }

    @Test
    void aModeAndItsWaitAreHandedOn() throws Exception {
        ModelNode kill = warden.kill(7, "CANCEL,IMMEDIATE", 30, "why");

        assertEquals("7 CANCEL,IMMEDIATE 30 why", kill.get("kill-id").asString());
    }

    @Test
    void aBatchIsChosenByLeasesOrByTheirPlace() throws Exception {
        Warden.Choice choice = new Warden.Choice("", "java:/ShopDS", "shop.ear", "", 12);

        ModelNode batch = warden.killBatch(choice, "why");

        assertEquals(" java:/ShopDS shop.ear  12 why", batch.get("batch-id").asString());
        assertEquals("0 of 1 are over.", warden.stopBatch("b-1").get("message").asString());
        assertEquals("ALLOWED", warden.previewBatch(choice).get(0).asString());
    }

    @Test
    void whatIsAskedOfAKillReachesIt() throws Exception {
        assertEquals("k-1", warden.withdraw("k-1").get("kill-id").asString());
        assertEquals("report of k-1", warden.killReport("k-1").get(0).asString());
        assertEquals(
                "FREE/FREEPDB1 1,46,99",
                warden.whoKilled("FREE/FREEPDB1", "1,46,99").get(0).asString());
    }

    @Test
    void aRefusalIsTheMBeansOwnMessage() {
        assertFails("PWARDEN0042: no lease 666", () -> warden.kill(666, null, 0, "why"));
        assertFails("PWARDEN0043: no kill lost", () -> warden.killState("lost"));
    }

    @Test
    void withoutTheEarItSaysWhatToDeploy() throws Exception {
        server.unregisterMBean(new ObjectName(Warden.NAME));

        assertFails("Poolwarden is not running on this server: deploy poolwarden-ear.ear.", warden::listLeases);
    }

    @Test
    void anEarOfAnotherVersionIsToldAsThat() {
        assertFails(
                "The deployed Poolwarden has no operation listKills: "
                        + "install the EAR and the CLI module of the same version.",
                warden::kills);
    }

    private static void assertFails(String message, Executable operation) {
        assertEquals(
                message, assertThrows(OperationFailedException.class, operation).getMessage());
    }
}
