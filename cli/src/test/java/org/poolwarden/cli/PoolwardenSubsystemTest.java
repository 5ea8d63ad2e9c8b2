package org.poolwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.ProcessType;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.OperationEntry;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.Test;

class PoolwardenSubsystemTest {

    private static final Set<String> OPERATIONS =
            Set.of("list-pools", "list-leases", "list-leaks", "preview", "kill", "kill-state", "kills");

    @Test
    void everyOperationParameterAndReplyIsDescribed() {
        ManagementResourceRegistration subsystem = registered(true);

        assertText(subsystem.getModelDescription(PathAddress.EMPTY_ADDRESS).getModelDescription(Locale.ENGLISH));
        // A key that is missing from LocalDescriptions.properties throws here.
        operations(subsystem)
                .values()
                .forEach(operation ->
                        assertText(operation.getDescriptionProvider().getModelDescription(Locale.ENGLISH)));
    }

    @Test
    void noTextIsLeftThatDescribesNothing() {
        Set<String> texts = new TreeSet<>();
        ManagementResourceRegistration subsystem = registered(true);
        texts.add(subsystem
                .getModelDescription(PathAddress.EMPTY_ADDRESS)
                .getModelDescription(Locale.ENGLISH)
                .get("description")
                .asString());
        operations(subsystem)
                .values()
                .forEach(operation ->
                        collect(operation.getDescriptionProvider().getModelDescription(Locale.ENGLISH), texts));

        var bundle = new Descriptions().getResourceBundle(Locale.ENGLISH);
        Set<String> unused = bundle.keySet().stream()
                .filter(key -> !texts.contains(bundle.getString(key)))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), unused);
    }

    @Test
    void onlyKillIsMoreThanReading() {
        Map<String, OperationEntry> operations = operations(registered(true));

        assertTrue(operations.keySet().containsAll(OPERATIONS), operations.keySet()::toString);
        for (String name : OPERATIONS) {
            Set<OperationEntry.Flag> flags = operations.get(name).getFlags();
            assertTrue(flags.contains(OperationEntry.Flag.RUNTIME_ONLY), name);
            assertEquals(!name.equals("kill"), flags.contains(OperationEntry.Flag.READ_ONLY), name);
        }
    }

    @Test
    void aDomainsProfileHasNoRuntimeOperations() {
        Set<String> names = operations(registered(false)).keySet();

        assertTrue(names.containsAll(Set.of("add", "remove")), names.toString());
        OPERATIONS.forEach(name -> assertFalse(names.contains(name), name));
    }

    private static ManagementResourceRegistration registered(boolean withRuntime) {
        PoolwardenSubsystem subsystem = new PoolwardenSubsystem();
        ManagementResourceRegistration registration = ManagementResourceRegistration.Factory.forProcessType(
                        ProcessType.STANDALONE_SERVER)
                .createRegistration(subsystem.definition());
        subsystem.register(registration, withRuntime);
        return registration;
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
