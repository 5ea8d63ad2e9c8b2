package org.poolwarden.cli;

import java.util.EnumSet;
import java.util.Set;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.SimpleOperationDefinition;
import org.jboss.as.controller.access.Action.ActionEffect;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.OperationEntry;
import org.jboss.dmr.ModelNode;

/**
 * Registers every {@link WardenOperation}. The operations take no lock of the management model. They run in the model
 * stage: in the runtime stage the server takes each refusal for a failure of its own and logs it as an error.
 */
final class WardenOperations {

    private static final String ADMIN_ONLY =
            "The server is in admin-only mode, where no application runs: start it normally to ask Poolwarden.";

    private final WardenMBeanClient warden;
    private final ResourceDescriptionResolver descriptions;

    WardenOperations(WardenMBeanClient warden, ResourceDescriptionResolver descriptions) {
        this.warden = warden;
        this.descriptions = descriptions;
    }

    /** Computes the reply of an operation. */
    interface Step {
        ModelNode answer(OperationContext context, ModelNode operation) throws OperationFailedException;
    }

    void register(ManagementResourceRegistration subsystem) {
        for (WardenOperation operation : WardenOperation.ALL) {
            register(
                    subsystem,
                    operation.definition(descriptions),
                    (context, request) -> operation.run(warden, context, request));
        }
    }

    static void register(ManagementResourceRegistration resource, SimpleOperationDefinition definition, Step step) {
        // A Monitor may run only what is read-only.
        Set<ActionEffect> effects = EnumSet.of(
                definition.getFlags().contains(OperationEntry.Flag.READ_ONLY)
                        ? ActionEffect.READ_RUNTIME
                        : ActionEffect.WRITE_RUNTIME);
        resource.registerOperationHandler(definition, (context, operation) -> {
            // The server checks by itself only if an operation touches a resource, and these do not.
            context.authorize(operation, effects).failIfDenied(operation);
            context.getResult().set(answer(step, context, operation));
            if (!definition.getFlags().contains(OperationEntry.Flag.READ_ONLY)) {
                LocalUser.warn(context);
            }
        });
    }

    private static ModelNode answer(Step step, OperationContext context, ModelNode operation)
            throws OperationFailedException {
        if (context.getRunningMode() == RunningMode.ADMIN_ONLY) {
            throw new OperationFailedException(ADMIN_ONLY);
        }
        return step.answer(context, operation);
    }
}
