package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.ProcessType;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.SimpleResourceDefinition;
import org.jboss.as.controller.UnauthorizedException;
import org.jboss.as.controller.access.Action.ActionEffect;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Spelling;

class WardenOperationsTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final ManagementResourceRegistration subsystem = ManagementResourceRegistration.Factory.forProcessType(
                    ProcessType.STANDALONE_SERVER)
            .createRegistration(
                    new SimpleResourceDefinition(PoolwardenSubsystem.PATH, ContractDescriptions.ofSubsystem()));

    private final FakeWardenMBean fake = new FakeWardenMBean();
    private final FakeWardenMBean fleet = new FakeWardenMBean();

    @BeforeEach
    void deploy() throws Exception {
        server.registerMBean(fake, new ObjectName(WardenMBeanClient.NAME));
        new WardenOperations(new WardenMBeanClient(() -> server), ContractDescriptions.ofSubsystem())
                .register(subsystem);
    }

    @Test
    void whoMayOnlyReadMayNotKill() {
        UnauthorizedException denied =
                assertThrows(UnauthorizedException.class, () -> run(kill(), RunningMode.NORMAL, Set.of()));

        assertTrue(denied.getMessage().startsWith("WFLYCTL0313"), denied.getMessage());
    }

    @Test
    void whoMayOnlyReadMayList() throws Exception {
        ModelNode pools = run(operation("list-pools"), RunningMode.NORMAL, Set.of());
        assertEquals(1, pools.get("items").asInt());
    }

    @Test
    void anIncompleteListIsAFailureThatNamesWhatIsMissingUnlessItIsAskedFor() throws Exception {
        ModelNode list = operation("list-leaks");

        OperationFailedException failed =
                assertThrows(OperationFailedException.class, () -> run(list, RunningMode.NORMAL, Set.of()));
        assertEquals(
                "The list is incomplete. PWARDEN0203: It is down. Start it. To get what could be read, repeat the"
                        + " operation with allow-incomplete=true.",
                failed.getMessage());
        list.get("allow-incomplete").set(false);
        assertThrows(OperationFailedException.class, () -> run(list, RunningMode.NORMAL, Set.of()));
        list.get("allow-incomplete").set(true);
        ModelNode allowed = run(list, RunningMode.NORMAL, Set.of());
        assertEquals(ModelNode.FALSE, allowed.get("complete"));
        assertEquals("PWARDEN0203", allowed.get("problems").get(0).get("code").asString());
    }

    /** The kind: whatever list an EAR replies that is incomplete. */
    @ParameterizedTest
    @EnumSource(Operation.class)
    void everyListIsCheckedAndNothingElse(Operation operation) throws Exception {
        WardenOperation derived = WardenOperation.ALL.stream()
                .filter(one -> one.operation() == operation)
                .findFirst()
                .orElse(null);
        if (derived == null) {
            return;
        }
        boolean allows = Arrays.stream(
                        derived.definition(ContractDescriptions.ofSubsystem()).getParameters())
                .anyMatch(parameter -> parameter.getName().equals("allow-incomplete"));
        assertEquals(operation.reply().isList(), allows);
        if (!allows) {
            return;
        }
        Object items = operation.reply().entity() == null ? new String[0] : FakeWardenMBean.table("none");
        fake.operations.put(operation.camelName(), given -> FakeWardenMBean.list(items, FakeWardenMBean.DOWN));
        ModelNode asked = operation(derived.name());
        operation.parameters().stream()
                .filter(parameter -> parameter.isRequired() || parameter.defaultValue() != null)
                .forEach(parameter ->
                        asked.get(Spelling.hyphenated(parameter.name())).set("7"));

        OperationFailedException failed =
                assertThrows(OperationFailedException.class, () -> run(asked, RunningMode.NORMAL, Set.of()));
        assertTrue(failed.getMessage().contains("PWARDEN0203: It is down. Start it."), failed.getMessage());
        asked.get("allow-incomplete").set(true);
        assertEquals(
                List.of(), run(asked, RunningMode.NORMAL, Set.of()).get("items").asList());
    }

    @Test
    void aListOfAllNodesIsAskedOfTheFleetAndNamesTheNodes() throws Exception {
        fleet();
        ModelNode list = operation("list-pools");
        list.get("scope").set("fleet");
        list.get("node").set("node2");
        ModelNode pools = run(list, RunningMode.NORMAL, Set.of());

        assertEquals(List.of("listPools[node2][java.lang.String]"), fleet.asked);
        assertEquals(List.of(), fake.asked);
        assertEquals(2, pools.get("member-count").asInt());
        assertEquals("node2", pools.get("items").get(0).get("node").asString());
        assertEquals("java:/DS", pools.get("items").get(0).get("pool").asString());
    }

    @Test
    void withoutAScopeOnlyThisServerIsAsked() throws Exception {
        fleet();
        ModelNode pools = run(operation("list-pools"), RunningMode.NORMAL, Set.of());

        assertEquals(List.of(), fleet.asked);
        assertTrue(!pools.has("member-count") && !pools.get("items").get(0).has("node"), pools::toString);
    }

    @Test
    void aScopeThatThereIsNotAndANodeWithoutTheScopeAreRefused() throws Exception {
        fleet();
        ModelNode noScope = operation("list-pools");
        noScope.get("scope").set("galaxy");
        assertThrows(OperationFailedException.class, () -> run(noScope, RunningMode.NORMAL, Set.of()));
        ModelNode noFleet = operation("list-pools");
        noFleet.get("node").set("node2");
        assertThrows(OperationFailedException.class, () -> run(noFleet, RunningMode.NORMAL, Set.of()));
        assertEquals(List.of(), fleet.asked);
        assertEquals(List.of(), fake.asked);
    }

    private void fleet() throws Exception {
        fleet.operations.put(
                "listPools",
                given -> FakeWardenMBean.row(
                        "node",
                        "node1",
                        "complete",
                        true,
                        "memberCount",
                        2,
                        "problems",
                        FakeWardenMBean.table("code"),
                        "items",
                        FakeWardenMBean.table("node", FakeWardenMBean.row("node", given[0], "pool", "java:/DS"))));
        server.registerMBean(fleet, new ObjectName("org.poolwarden:type=Fleet"));
    }

    @Test
    void whoMayWriteMayKill() throws Exception {
        ModelNode kill = run(kill(), RunningMode.NORMAL, Set.of(ActionEffect.WRITE_RUNTIME));

        assertEquals("REQUESTED", kill.get("session-state").asString());
    }

    @Test
    void anAdminOnlyServerSaysWhyNothingAnswers() {
        OperationFailedException failed = assertThrows(
                OperationFailedException.class, () -> run(operation("list-leases"), RunningMode.ADMIN_ONLY, Set.of()));

        assertEquals(
                "The server is in admin-only mode, where no application runs: start it normally to ask Poolwarden.",
                failed.getMessage());
    }

    @Test
    void aKillWhoseStateCannotBeReadStillAnswersItsId() throws Exception {
        ModelNode kill = kill();
        kill.get("reason").set("lost");

        ModelNode answer = run(kill, RunningMode.NORMAL, Set.of(ActionEffect.WRITE_RUNTIME));

        assertEquals("lost", answer.get("kill-id").asString());
        assertEquals(
                "Requested; its state could not be read: PWARDEN0043: no kill lost",
                answer.get("message").asString());
    }

    @Test
    void aKillThatIsWaitedForAnswersItsEndAndADeniedOneFails() throws Exception {
        ModelNode kill = kill();
        kill.get("wait").set(60);
        kill.get("reason").set("slow");
        Set<ActionEffect> operator = Set.of(ActionEffect.WRITE_RUNTIME);

        assertEquals(
                "GONE",
                run(kill, RunningMode.NORMAL, operator).get("session-state").asString());
        assertEquals(
                3,
                fake.asked.stream().filter(call -> call.startsWith("killState")).count());
        kill.get("reason").set("denied");
        OperationFailedException failed =
                assertThrows(OperationFailedException.class, () -> run(kill, RunningMode.NORMAL, operator));
        assertEquals("Kill denied is DENIED: ORA-20901 protected", failed.getMessage());
        kill.get("wait").set(0);
        assertEquals(
                "DENIED",
                run(kill, RunningMode.NORMAL, operator).get("session-state").asString());
    }

    @Test
    void aKillWithABadWaitIsRefusedAndNothingIsAsked() {
        Set<ActionEffect> operator = Set.of(ActionEffect.WRITE_RUNTIME);
        for (ModelNode bad : List.of(new ModelNode(900), new ModelNode(-1), new ModelNode("long"))) {
            ModelNode kill = kill();
            kill.get("wait").set(bad);

            assertThrows(OperationFailedException.class, () -> run(kill, RunningMode.NORMAL, operator), bad.asString());
        }

        assertEquals(List.of(), fake.asked);
    }

    @Test
    void aKillThatIsNotOverInTimeFailsAndTellsWhereToAskForIt() {
        ModelNode kill = kill();
        kill.get("wait").set(1);
        kill.get("reason").set("endless");

        OperationFailedException failed = assertThrows(
                OperationFailedException.class,
                () -> run(kill, RunningMode.NORMAL, Set.of(ActionEffect.WRITE_RUNTIME)));

        assertEquals(
                "Kill endless is not over after 1 s and goes on; ask :kill-state(kill-id=endless). It is REQUESTED: ",
                failed.getMessage());
    }

    @Test
    void aKillWhoseStateIsUnknownWhenTheTimeIsUpFailsToo() {
        ModelNode kill = kill();
        kill.get("wait").set(1);
        kill.get("reason").set("lost");

        OperationFailedException failed = assertThrows(
                OperationFailedException.class,
                () -> run(kill, RunningMode.NORMAL, Set.of(ActionEffect.WRITE_RUNTIME)));

        assertEquals(
                "Kill lost is not over after 1 s and goes on; ask :kill-state(kill-id=lost). It is of unknown state: "
                        + "Requested; its state could not be read: PWARDEN0043: no kill lost",
                failed.getMessage());
    }

    @Test
    void aModeAndItsWaitAreHandedOn() throws Exception {
        ModelNode kill = kill();
        kill.get("modes").set("CANCEL,IMMEDIATE");
        kill.get("escalate-after-seconds").set(30);
        kill.get("preview-token").set("t");

        run(kill, RunningMode.NORMAL, Set.of(ActionEffect.WRITE_RUNTIME));

        assertEquals(
                "killInMode[7, CANCEL,IMMEDIATE, 30, leaked, t]"
                        + "[long, java.lang.String, int, java.lang.String, java.lang.String]",
                fake.asked.get(0));
    }

    @Test
    void aBatchIsChosenByItsPlaceAndAnswersItsState() throws Exception {
        ModelNode batch = operation("kill-batch");
        batch.get("pool").set("java:/ShopDS");
        batch.get("max").set(12);
        batch.get("reason").set("why");

        ModelNode answer = run(batch, RunningMode.NORMAL, Set.of(ActionEffect.WRITE_RUNTIME));

        assertEquals("b-1", answer.get("batch-id").asString());
        assertTrue(
                fake.asked.get(0).startsWith("killBatchInMode[, java:/ShopDS, , , , 12, IMMEDIATE, 0, why, ]"),
                fake.asked::toString);
    }

    @Test
    void aBatchIsGivenItsModesAndTheirWait() throws Exception {
        ModelNode batch = operation("kill-batch");
        batch.get("lease-ids").set("7,8");
        batch.get("max").set(2);
        batch.get("modes").set("POST_TRANSACTION,IMMEDIATE");
        batch.get("escalate-after-seconds").set(30);
        batch.get("reason").set("why");

        ModelNode answer = run(batch, RunningMode.NORMAL, Set.of(ActionEffect.WRITE_RUNTIME));

        assertEquals("b-1", answer.get("batch-id").asString());
        assertTrue(
                fake.asked.get(0).startsWith("killBatchInMode[7,8, , , , , 2, POST_TRANSACTION,IMMEDIATE, 30, why, ]"),
                fake.asked::toString);
    }

    @Test
    void whatShowsSqlIsMoreThanReading() throws Exception {
        ModelNode sql = operation("read-sql");
        sql.get("lease-id").set(7);

        assertThrows(UnauthorizedException.class, () -> run(sql, RunningMode.NORMAL, Set.of()));
        assertEquals(
                "select 1 from dual",
                run(sql, RunningMode.NORMAL, Set.of(ActionEffect.WRITE_RUNTIME)).asString());
    }

    private static ModelNode kill() {
        ModelNode kill = operation("kill");
        kill.get("lease-id").set(7);
        kill.get("reason").set("leaked");
        return kill;
    }

    private static ModelNode operation(String name) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").setEmptyList();
        return operation;
    }

    private ModelNode run(ModelNode operation, RunningMode mode, Set<ActionEffect> more) throws Exception {
        return ScriptedCall.run(subsystem, operation, mode, more);
    }
}
