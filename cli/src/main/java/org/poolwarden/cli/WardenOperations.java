package org.poolwarden.cli;

import java.util.EnumSet;
import java.util.Set;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.SimpleOperationDefinition;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.as.controller.access.Action.ActionEffect;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.OperationEntry;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;

/** The operations of the subsystem. All run in the runtime stage and take no lock of the management model. */
final class WardenOperations {

    private static final String ADMIN_ONLY =
            "The server is in admin-only mode, where no application runs: start it normally to ask Poolwarden.";

    private static final SimpleAttributeDefinition LEASE_ID =
            new SimpleAttributeDefinitionBuilder("lease-id", ModelType.LONG).build();
    private static final SimpleAttributeDefinition KILL_ID =
            new SimpleAttributeDefinitionBuilder("kill-id", ModelType.STRING).build();
    private static final SimpleAttributeDefinition REASON =
            new SimpleAttributeDefinitionBuilder("reason", ModelType.STRING).build();

    private static final SimpleAttributeDefinition BATCH_ID =
            new SimpleAttributeDefinitionBuilder("batch-id", ModelType.STRING).build();
    private static final SimpleAttributeDefinition SESSION =
            new SimpleAttributeDefinitionBuilder("session", ModelType.STRING).build();
    private static final SimpleAttributeDefinition MOST =
            new SimpleAttributeDefinitionBuilder("most", ModelType.INT).build();
    private static final SimpleAttributeDefinition ESCALATE_AFTER =
            new SimpleAttributeDefinitionBuilder("escalate-after", ModelType.INT, true).build();
    private static final SimpleAttributeDefinition MODES = optional("modes");
    private static final SimpleAttributeDefinition DATABASE = optional("database");
    private static final SimpleAttributeDefinition LEASES = optional("leases");
    private static final SimpleAttributeDefinition POOL = optional("pool");
    private static final SimpleAttributeDefinition DEPLOYMENT = optional("deployment");
    private static final SimpleAttributeDefinition CALL_SITE = optional("call-site");

    private final Warden warden;
    private final ResourceDescriptionResolver descriptions;

    WardenOperations(Warden warden, ResourceDescriptionResolver descriptions) {
        this.warden = warden;
        this.descriptions = descriptions;
    }

    private static SimpleAttributeDefinition optional(String name) {
        return new SimpleAttributeDefinitionBuilder(name, ModelType.STRING, true).build();
    }

    /** What an operation answers. */
    private interface Step {
        ModelNode answer(OperationContext context, ModelNode operation) throws OperationFailedException;
    }

    void register(ManagementResourceRegistration subsystem) {
        add(subsystem, list("list-pools", Columns.POOL), (context, operation) -> warden.listPools());
        add(subsystem, list("list-leases", Columns.LEASE), (context, operation) -> warden.listLeases());
        add(subsystem, list("list-leaks", Columns.LEASE), (context, operation) -> warden.listLeaks());
        add(
                subsystem,
                operation("preview")
                        .setParameters(LEASE_ID)
                        .setReplyType(ModelType.LIST)
                        .setReplyValueType(ModelType.STRING)
                        .setReadOnly(),
                (context, operation) -> warden.preview(
                        LEASE_ID.resolveModelAttribute(context, operation).asLong()));
        // What is not read-only a Monitor may not.
        add(
                subsystem,
                one("kill").setParameters(LEASE_ID, REASON, MODES, ESCALATE_AFTER),
                (context, operation) -> warden.kill(
                        LEASE_ID.resolveModelAttribute(context, operation).asLong(),
                        MODES.resolveModelAttribute(context, operation).asStringOrNull(),
                        ESCALATE_AFTER.resolveModelAttribute(context, operation).asInt(0),
                        text(REASON, context, operation)));
        add(
                subsystem,
                one("withdraw").setParameters(KILL_ID),
                (context, operation) -> warden.withdraw(text(KILL_ID, context, operation)));
        // It shows SQL, which a Monitor must not see.
        add(
                subsystem,
                lines("kill-report").setParameters(KILL_ID),
                (context, operation) -> warden.killReport(text(KILL_ID, context, operation)));
        registerBatches(subsystem);
        add(
                subsystem,
                lines("who-killed").setParameters(SESSION, DATABASE).setReadOnly(),
                (context, operation) ->
                        warden.whoKilled(text(DATABASE, context, operation), text(SESSION, context, operation)));
        add(
                subsystem,
                one("kill-state").setParameters(KILL_ID).setReadOnly(),
                (context, operation) -> warden.killState(
                        KILL_ID.resolveModelAttribute(context, operation).asString()));
        add(subsystem, list("kills", Columns.KILL), (context, operation) -> warden.kills());
    }

    private void registerBatches(ManagementResourceRegistration subsystem) {
        add(
                subsystem,
                lines("preview-batch")
                        .setParameters(LEASES, POOL, DEPLOYMENT, CALL_SITE, MOST)
                        .setReadOnly(),
                (context, operation) -> warden.previewBatch(choice(context, operation)));
        add(
                subsystem,
                batch("kill-batch").setParameters(LEASES, POOL, DEPLOYMENT, CALL_SITE, MOST, REASON),
                (context, operation) -> warden.killBatch(choice(context, operation), text(REASON, context, operation)));
        add(
                subsystem,
                batch("batch-state").setParameters(BATCH_ID).setReadOnly(),
                (context, operation) -> warden.batchState(text(BATCH_ID, context, operation)));
        add(
                subsystem,
                batch("stop-batch").setParameters(BATCH_ID),
                (context, operation) -> warden.stopBatch(text(BATCH_ID, context, operation)));
    }

    private static Warden.Choice choice(OperationContext context, ModelNode operation) throws OperationFailedException {
        return new Warden.Choice(
                text(LEASES, context, operation),
                text(POOL, context, operation),
                text(DEPLOYMENT, context, operation),
                text(CALL_SITE, context, operation),
                MOST.resolveModelAttribute(context, operation).asInt());
    }

    /** Empty where it is not given. */
    private static String text(SimpleAttributeDefinition parameter, OperationContext context, ModelNode operation)
            throws OperationFailedException {
        return parameter.resolveModelAttribute(context, operation).asString("");
    }

    private SimpleOperationDefinitionBuilder lines(String name) {
        return operation(name).setReplyType(ModelType.LIST).setReplyValueType(ModelType.STRING);
    }

    private SimpleOperationDefinitionBuilder batch(String name) {
        return operation(name).setReplyType(ModelType.OBJECT).setReplyParameters(Columns.BATCH.definitions());
    }

    private SimpleOperationDefinitionBuilder list(String name, Columns columns) {
        return operation(name)
                .setReplyType(ModelType.LIST)
                .setReplyParameters(columns.definitions())
                .setReadOnly();
    }

    private SimpleOperationDefinitionBuilder one(String name) {
        return operation(name).setReplyType(ModelType.OBJECT).setReplyParameters(Columns.KILL.definitions());
    }

    private SimpleOperationDefinitionBuilder operation(String name) {
        return new SimpleOperationDefinitionBuilder(name, descriptions).setRuntimeOnly();
    }

    private static void add(
            ManagementResourceRegistration subsystem, SimpleOperationDefinitionBuilder builder, Step step) {
        SimpleOperationDefinition definition = builder.build();
        Set<ActionEffect> effects = EnumSet.of(
                definition.getFlags().contains(OperationEntry.Flag.READ_ONLY)
                        ? ActionEffect.READ_RUNTIME
                        : ActionEffect.WRITE_RUNTIME);
        subsystem.registerOperationHandler(
                definition,
                (context, operation) -> context.addStep(
                        (runtime, request) -> {
                            // The server asks by itself only where an operation touches a resource. These do not.
                            runtime.authorize(request, effects).failIfDenied(request);
                            runtime.getResult().set(answer(step, runtime, request));
                        },
                        OperationContext.Stage.RUNTIME));
    }

    private static ModelNode answer(Step step, OperationContext context, ModelNode operation)
            throws OperationFailedException {
        if (context.getRunningMode() == RunningMode.ADMIN_ONLY) {
            throw new OperationFailedException(ADMIN_ONLY);
        }
        return step.answer(context, operation);
    }
}
