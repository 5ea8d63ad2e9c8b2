package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.ProcessType;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.SimpleResourceDefinition;
import org.jboss.as.controller.UnauthorizedException;
import org.jboss.as.controller.access.Action.ActionEffect;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.request.Node;

@DisplayName("The operations of a domain's profile")
class DomainOperationsTest {

    private static final String NODE = "primary:server-one";
    private static final Set<ActionEffect> OPERATOR = Set.of(ActionEffect.WRITE_RUNTIME);

    private final ManagementResourceRegistration profile = ManagementResourceRegistration.Factory.forProcessType(
                    ProcessType.HOST_CONTROLLER)
            .createRegistration(
                    new SimpleResourceDefinition(PoolwardenSubsystem.PATH, ContractDescriptions.ofDomain()));

    private final List<ModelNode> asked = new ArrayList<>();
    private boolean complete = true;

    @BeforeEach
    void register() {
        new DomainOperations(context -> this::execute).register(profile);
    }

    @Test
    @DisplayName("list all servers without a scope, and refuse another")
    void scope() throws Exception {
        ModelNode list = run(operation("list-leaks"), Set.of());
        assertEquals(1, list.get("member-count").asInt());
        ModelNode spelled = operation("list-leaks");
        spelled.get("scope").set("fleet");
        assertEquals(1, run(spelled, Set.of()).get("answered-count").asInt());

        spelled.get("scope").set("SERVER");
        String refused = assertThrows(OperationFailedException.class, () -> run(spelled, Set.of()))
                .getMessage();
        assertTrue(refused.contains("/host=HOST/server=SERVER/subsystem=poolwarden"), refused);
    }

    @Test
    @DisplayName("fail with an incomplete list, unless it is asked for")
    void incomplete() throws Exception {
        complete = false;
        ModelNode list = operation("list-leaks");

        assertThrows(OperationFailedException.class, () -> run(list, Set.of()));
        list.get("allow-incomplete").set(true);
        assertEquals(ModelNode.FALSE, run(list, Set.of()).get("complete"));
    }

    @Test
    @DisplayName("hand a kill with all that was given to the server that gave the lease its id")
    void kill() throws Exception {
        ModelNode kill = kill(Node.number(NODE) * Node.LEASES + 5);
        kill.get("modes").set("CANCEL");
        kill.get("wait").set(3);

        run(kill, OPERATOR);

        ModelNode there = asked.get(asked.size() - 1);
        assertEquals("kill", there.get("operation").asString());
        assertEquals("server-one", there.get("address").get(1).get("server").asString());
        assertEquals("CANCEL", there.get("modes").asString());
        assertEquals("because", there.get("reason").asString());
        assertEquals(3, there.get("wait").asInt());
    }

    @Test
    @DisplayName("ask nobody to act for who may only read, and for an id that no server gives")
    void refusals() {
        long lease = Node.number(NODE) * Node.LEASES + 5;
        assertThrows(UnauthorizedException.class, () -> run(kill(lease), Set.of()));
        assertEquals(List.of(), asked);

        for (long other : List.of(7L, (Node.number(NODE) + 1L) * Node.LEASES + 5)) {
            assertThrows(OperationFailedException.class, () -> run(kill(other), OPERATOR));
        }
        assertTrue(asked.stream()
                .noneMatch(operation -> operation.get("operation").asString().equals("kill")));
    }

    @Test
    @DisplayName("follow a kill by the name in its id")
    void state() throws Exception {
        ModelNode state = operation("kill-state");
        state.get("kill-id").set(NODE + ":9");

        run(state, Set.of());

        assertEquals(NODE + ":9", asked.get(asked.size() - 1).get("kill-id").asString());
    }

    @Test
    @DisplayName("are described as what they are there")
    void described() {
        ModelNode list = profile.getOperationEntry(PathAddress.EMPTY_ADDRESS, "list-leaks")
                .getDescriptionProvider()
                .getModelDescription(Locale.ENGLISH);

        assertTrue(list.get("description").asString().contains("of all nodes"), list::toString);
        assertEquals("FLEET", list.get("request-properties", "scope", "default").asString());
        assertTrue(
                list.get("reply-properties", "value-type", "items", "value-type")
                        .has("node"),
                list::toString);
    }

    private ModelNode execute(ModelNode operation) {
        asked.add(operation);
        ModelNode response = new ModelNode();
        response.get("outcome").set("success");
        response.get("result").set(result(operation));
        return response;
    }

    /** What a domain with one server replies. */
    private ModelNode result(ModelNode operation) {
        return switch (operation.get("operation").asString()) {
            case "read-children-names" ->
                operation.get("child-type").asString().equals("host")
                        ? new ModelNode().add("primary")
                        : new ModelNode().add("poolwarden");
            case "read-children-resources" -> {
                ModelNode found = new ModelNode().setEmptyObject();
                if (operation.get("child-type").asString().equals("server-config")) {
                    found.get("server-one", "status").set("STARTED");
                }
                yield found;
            }
            case "read-attribute" ->
                new ModelNode(
                        switch (operation.get("name").asString()) {
                            case "process-type" -> "Domain Controller";
                            case "local-host-name" -> "primary";
                            default -> NODE;
                        });
            case "list-leaks" -> {
                ModelNode list = new ModelNode();
                list.get("complete").set(complete);
                ModelNode problem = new ModelNode();
                problem.get("code").set("PWARDEN0203");
                problem.get("text").set("It is down.");
                list.get("problems").setEmptyList();
                if (!complete) {
                    list.get("problems").add(problem);
                }
                list.get("items").setEmptyList();
                yield list;
            }
            default -> new ModelNode("done");
        };
    }

    private static ModelNode kill(long lease) {
        ModelNode kill = operation("kill");
        kill.get("lease-id").set(lease);
        kill.get("reason").set("because");
        return kill;
    }

    private static ModelNode operation(String name) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").setEmptyList();
        return operation;
    }

    private ModelNode run(ModelNode operation, Set<ActionEffect> more) throws Exception {
        return ScriptedCall.run(profile, operation, RunningMode.NORMAL, more);
    }
}
