package org.poolwarden.cli;

import java.util.EnumSet;
import java.util.Set;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.SimpleOperationDefinition;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.as.controller.access.Action.ActionEffect;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.OperationEntry;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;

/** Registers the {@link Verbs}. All run in the runtime stage and take no lock of the management model. */
final class WardenOperations {

    private static final String ADMIN_ONLY =
            "The server is in admin-only mode, where no application runs: start it normally to ask Poolwarden.";

    private final Warden warden;
    private final ResourceDescriptionResolver descriptions;

    WardenOperations(Warden warden, ResourceDescriptionResolver descriptions) {
        this.warden = warden;
        this.descriptions = descriptions;
    }

    /** What an operation answers. */
    interface Step {
        ModelNode answer(OperationContext context, ModelNode operation) throws OperationFailedException;
    }

    void register(ManagementResourceRegistration subsystem) {
        for (Verb verb : Verbs.ALL) {
            SimpleOperationDefinitionBuilder builder = new SimpleOperationDefinitionBuilder(verb.name(), descriptions)
                    .setRuntimeOnly()
                    .setParameters(verb.definitions())
                    .setReplyType(verb.many() ? ModelType.LIST : ModelType.OBJECT);
            if (verb.reply() == null) {
                builder.setReplyValueType(ModelType.STRING);
            } else {
                builder.setReplyParameters(verb.reply().definitions());
            }
            if (verb.readOnly()) {
                builder.setReadOnly();
            }
            register(subsystem, builder.build(), (context, operation) -> verb.answer(warden, context, operation));
        }
    }

    static void register(ManagementResourceRegistration resource, SimpleOperationDefinition definition, Step step) {
        // What is not read-only a Monitor may not.
        Set<ActionEffect> effects = EnumSet.of(
                definition.getFlags().contains(OperationEntry.Flag.READ_ONLY)
                        ? ActionEffect.READ_RUNTIME
                        : ActionEffect.WRITE_RUNTIME);
        resource.registerOperationHandler(
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
