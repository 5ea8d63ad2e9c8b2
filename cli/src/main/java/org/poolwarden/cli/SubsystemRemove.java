package org.poolwarden.cli;

import org.jboss.as.controller.AbstractRemoveStepHandler;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;

/** Removes the subsystem and takes its settings back. */
final class SubsystemRemove extends AbstractRemoveStepHandler {

    private final SettingHandler settings;

    SubsystemRemove(SettingHandler settings) {
        this.settings = settings;
    }

    @Override
    protected void performRuntime(OperationContext context, ModelNode operation, ModelNode model) {
        settings.removeRuntime();
    }

    @Override
    protected void recoverServices(OperationContext context, ModelNode operation, ModelNode model)
            throws OperationFailedException {
        settings.addRuntime(context, model);
    }
}
