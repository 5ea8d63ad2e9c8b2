package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.ProcessType;
import org.jboss.as.controller.registry.AttributeAccess;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.OperationEntry;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

class PoolwardenSubsystemTest {

    private static final Set<String> ACTIONS = Set.of(
            "kill", "kill-session", "withdraw", "kill-report", "read-sql", "kill-batch", "stop-batch", "judge-pool");
    private static final Set<String> OF_DOMAIN = Set.of(
            "list-pools",
            "list-leases",
            "list-leaks",
            "list-sessions",
            "list-problems",
            "list-kills",
            "list-members",
            "explain",
            "preview",
            "kill",
            "kill-state",
            "withdraw",
            "kill-report",
            "read-sql");
    private static final Set<String> OPERATIONS =
            WardenOperation.ALL.stream().map(WardenOperation::name).collect(Collectors.toSet());

    @Test
    void everyAttributeOperationParameterAndReplyIsDescribed() {
        // A key that is missing from LocalDescriptions.properties throws here.
        descriptions().forEach(PoolwardenSubsystemTest::assertText);
    }

    @Test
    void noTextIsLeftThatDescribesNothing() {
        Set<String> texts = new TreeSet<>();
        descriptions().forEach(description -> collect(description, texts));

        var bundle = ContractDescriptions.ofSubsystem().getResourceBundle(Locale.ENGLISH);
        Set<String> unused = bundle.keySet().stream()
                .filter(key -> !texts.contains(bundle.getString(key)))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), unused);
    }

    /** Of the subsystem, of a data source, of a profile, and of all their operations. */
    private static List<ModelNode> descriptions() {
        List<ModelNode> descriptions = new ArrayList<>();
        descriptions.addAll(descriptions(registered(true), PathAddress.EMPTY_ADDRESS));
        descriptions.addAll(descriptions(registered(true), PathAddress.pathAddress("data-source", "x")));
        descriptions.addAll(descriptions(registered(false), PathAddress.EMPTY_ADDRESS));
        return descriptions;
    }

    private static List<ModelNode> descriptions(ManagementResourceRegistration subsystem, PathAddress address) {
        List<ModelNode> descriptions = new ArrayList<>();
        descriptions.add(subsystem.getModelDescription(address).getModelDescription(Locale.ENGLISH));
        subsystem
                .getOperationDescriptions(address, false)
                .values()
                .forEach(operation ->
                        descriptions.add(operation.getDescriptionProvider().getModelDescription(Locale.ENGLISH)));
        return descriptions;
    }

    @Test
    void everySettingIsAnAttributeThatCanBeWritten() {
        ManagementResourceRegistration subsystem = registered(false);

        for (SettingAttribute setting : SettingAttribute.ALL) {
            AttributeAccess access = subsystem.getAttributeAccess(
                    PathAddress.EMPTY_ADDRESS, setting.definition().getName());
            assertEquals(AttributeAccess.AccessType.READ_WRITE, access.getAccessType(), setting.property());
            assertEquals(AttributeAccess.Storage.CONFIGURATION, access.getStorageType(), setting.property());
            assertEquals(
                    setting.beanAttribute() == null,
                    access.getFlags().contains(AttributeAccess.Flag.RESTART_RESOURCE_SERVICES),
                    setting.property());
        }
    }

    @Test
    void onlyWhatEndsOrTellsMoreThanAMonitorMayKnowIsMoreThanReading() {
        Map<String, OperationEntry> operations = operations(registered(true));

        assertTrue(operations.keySet().containsAll(OPERATIONS), operations.keySet()::toString);
        for (String name : OPERATIONS) {
            Set<OperationEntry.Flag> flags = operations.get(name).getFlags();
            assertTrue(flags.contains(OperationEntry.Flag.RUNTIME_ONLY), name);
            assertEquals(!ACTIONS.contains(name), flags.contains(OperationEntry.Flag.READ_ONLY), name);
        }
    }

    @Test
    void aDomainsProfileHasOnlyWhatItsControllerRunsItself() {
        Map<String, OperationEntry> operations = operations(registered(false));

        assertTrue(operations.keySet().containsAll(Set.of("add", "remove")), operations.keySet()::toString);
        Set<String> runByController = new TreeSet<>(operations.keySet());
        runByController.retainAll(OPERATIONS);
        assertEquals(new TreeSet<>(OF_DOMAIN), runByController);
        for (String name : runByController) {
            Set<OperationEntry.Flag> flags = operations.get(name).getFlags();
            assertEquals(!ACTIONS.contains(name), flags.contains(OperationEntry.Flag.READ_ONLY), name);
            // Else the domain controller would send it to all servers of the profile.
            assertTrue(
                    flags.contains(
                            ACTIONS.contains(name)
                                    ? OperationEntry.Flag.MASTER_HOST_CONTROLLER_ONLY
                                    : OperationEntry.Flag.HOST_CONTROLLER_ONLY),
                    name);
        }
    }

    private static ManagementResourceRegistration registered(boolean withRuntime) {
        return ManagementResourceRegistration.Factory.forProcessType(ProcessType.STANDALONE_SERVER)
                .createRegistration(new PoolwardenSubsystem(withRuntime));
    }

    private static Map<String, OperationEntry> operations(ManagementResourceRegistration subsystem) {
        return subsystem.getOperationDescriptions(PathAddress.EMPTY_ADDRESS, false);
    }

    private static void assertText(ModelNode description) {
        Set<String> texts = new TreeSet<>();
        collect(description, texts);
        assertFalse(texts.isEmpty(), description::toString);
        texts.forEach(text -> assertTrue(text.endsWith("."), text));
    }

    /** Every "description" in the tree. */
    private static void collect(ModelNode node, Set<String> texts) {
        switch (node.getType()) {
            case OBJECT ->
                node.keys().forEach(key -> {
                    if (key.equals("description")) {
                        texts.add(node.get(key).asString());
                    } else {
                        collect(node.get(key), texts);
                    }
                });
            case LIST -> node.asList().forEach(item -> collect(item, texts));
            default -> {
                // A value, not a text.
            }
        }
    }
}
