package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.poolwarden.contract.Operation;

class WardenMBeanClientTest {

    private static final String POOL = "java:jboss/datasources/ShopDS";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final FakeWardenMBean fake = new FakeWardenMBean();
    private final WardenMBeanClient warden = new WardenMBeanClient(() -> server);

    @BeforeEach
    void deploy() throws Exception {
        server.registerMBean(fake, new ObjectName(WardenMBeanClient.NAME));
    }

    @Test
    void aPoolIsToldInTheModelsSpellingAndOrder() throws Exception {
        ModelNode pool = items(Operation.LIST_POOLS).get(0);

        assertEquals(
                List.of("pool", "kind", "max-pool-size", "in-use", "available", "waiting-threads"),
                List.copyOf(pool.keys()));
        assertEquals(POOL, pool.get("pool").asString());
        assertEquals(new ModelNode(3), pool.get("in-use"));
        assertEquals(new ModelNode(4), pool.get("waiting-threads"));
    }

    @Test
    void aLeaseHasTypedValuesInTheTablesOrder() throws Exception {
        ModelNode leases = items(Operation.LIST_LEASES);

        assertEquals(2, leases.asInt());
        assertEquals(new ModelNode(7L), leases.get(0).get("lease-id"));
        assertEquals(new ModelNode(8L), leases.get(1).get("lease-id"));
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
        ModelNode lease = items(Operation.LIST_LEASES).get(0);

        for (String unknown : List.of("session-status", "last-call-seconds", "pool")) {
            assertTrue(lease.has(unknown), unknown);
            assertFalse(lease.hasDefined(unknown), unknown);
        }
    }

    @Test
    void noLeaksAreAnEmptyListThatSaysWhetherItIsComplete() throws Exception {
        ModelNode list = warden.ask(Operation.LIST_LEAKS);

        assertEquals(List.of("node", "complete", "scan-time", "problems", "items"), List.copyOf(list.keys()));
        assertEquals(ModelType.LIST, list.get("items").getType());
        assertEquals(List.of(), list.get("items").asList());
        assertEquals(ModelNode.FALSE, list.get("complete"));
        assertEquals("1970-01-01T00:00:00Z", list.get("scan-time").asString());
        assertEquals(
                "{\"code\" => \"PWARDEN0203\",\"subject\" => \"java:/guard\",\"text\" => \"It is down.\","
                        + "\"action\" => \"Start it.\"}",
                list.get("problems").get(0).toString().replaceAll("\\n *", ""));
        assertEquals(
                List.of(new ModelNode("-- a comment")),
                warden.ask(Operation.KILL_SCRIPT, "").get("items").asList());
    }

    @Test
    void numbersGoAsPrimitivesAndTimesComeAsIso() throws Exception {
        ModelNode owner = warden.ask(Operation.FIND_SESSION_OWNER, "", 2, 46, 99);

        assertEquals(List.of("findSessionOwner[, 2, 46, 99][java.lang.String, int, int, int]"), fake.asked);
        assertEquals("1970-01-01T00:00:00Z", owner.get("scan-time").asString());
        assertEquals(
                List.of(new ModelNode("DENIED"), new ModelNode("lease 7 is in use")),
                warden.ask(Operation.PREVIEW, 7L).asList());
    }

    @Test
    void attributesAreReadAndWritten() throws Exception {
        assertEquals(2, warden.read("LeakedCount"));
        assertNull(warden.read("LastScanTime"));
        warden.write("SuspectAfterSeconds", 30L);
        assertEquals(30L, fake.attributes.get("SuspectAfterSeconds"));
        assertFails("PWARDEN0429: not 13", () -> warden.write("SuspectAfterSeconds", 13L));
    }

    @Test
    void aPoolsBeanIsFoundByItsJndiName() throws Exception {
        assertEquals(Set.of(), warden.pools());
        server.registerMBean(
                new FakeWardenMBean(), new ObjectName("org.poolwarden:type=DataSource,name=" + ObjectName.quote(POOL)));

        assertEquals(Set.of(POOL), warden.pools());
        assertEquals(2, warden.readOfPool(POOL, "LeakedCount"));
        assertEquals(
                2, warden.askOfPool(POOL, Operation.LIST_LEASES).get("items").asInt());
    }

    @Test
    void aRefusalIsTheMBeansOwnMessage() {
        assertFails("PWARDEN0042: no lease 666", () -> warden.ask(Operation.KILL_IN_MODE, 666L, "IMMEDIATE", 0, "why"));
        assertFails("PWARDEN0043: no kill lost", () -> warden.ask(Operation.KILL_STATE, "lost"));
    }

    @Test
    void withoutTheEarItSaysWhatToDeploy() throws Exception {
        assertTrue(warden.isDeployed());
        server.unregisterMBean(new ObjectName(WardenMBeanClient.NAME));

        assertFalse(warden.isDeployed());
        assertFails(
                "Poolwarden is not running on this server: deploy poolwarden.ear.",
                () -> warden.ask(Operation.LIST_LEASES));
    }

    @Test
    void aPoolThatIsNotThereIsToldAsThatWhileTheEarIs() throws Exception {
        String missing = "There is no pool ShopDS here; list-pools names them.";

        assertFails(missing, () -> warden.askOfPool("ShopDS", Operation.LIST_LEAKS));
        assertFails(missing, () -> warden.readOfPool("ShopDS", "Kind"));
        server.unregisterMBean(new ObjectName(WardenMBeanClient.NAME));
        assertFails(WardenMBeanClient.NOT_DEPLOYED, () -> warden.readOfPool("ShopDS", "Kind"));
    }

    @Test
    void anEarOfAnotherVersionIsToldAsThat() {
        assertFails(
                "The deployed Poolwarden has no listKills: install the EAR and the CLI module of the same version.",
                () -> warden.ask(Operation.LIST_KILLS));
        assertFails(
                "The deployed Poolwarden has no Nothing: install the EAR and the CLI module of the same version.",
                () -> warden.read("Nothing"));
        assertFails(
                "The deployed Poolwarden has another listBatches: install the EAR and the CLI module of the same"
                        + " version.",
                () -> warden.ask(Operation.LIST_BATCHES));
    }

    private ModelNode items(Operation operation) throws Exception {
        return warden.ask(operation).get("items");
    }

    private static void assertFails(String message, Executable operation) {
        assertEquals(
                message, assertThrows(OperationFailedException.class, operation).getMessage());
    }
}
