package org.poolwarden.cli;

import org.jboss.as.controller.AbstractAddStepHandler;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.registry.Resource;
import org.jboss.dmr.ModelNode;

/** Adds the subsystem, with the pools below it, and passes its settings on. */
final class SubsystemAdd extends AbstractAddStepHandler {

    private final SettingHandler settings;
    private final PoolResources pools;

    SubsystemAdd(SettingHandler settings, PoolResources pools) {
        this.settings = settings;
        this.pools = pools;
    }

    @Override
    protected Resource createResource(OperationContext context) {
        Resource subsystem = pools.under(Resource.Factory.create());
        context.addResource(PathAddress.EMPTY_ADDRESS, subsystem);
        return subsystem;
    }

    @Override
    protected void populateModel(OperationContext context, ModelNode operation, Resource resource)
            throws OperationFailedException {
        for (SettingAttribute setting : SettingAttribute.ALL) {
            setting.definition().validateAndSet(operation, resource.getModel());
        }
    }

    @Override
    protected void performRuntime(OperationContext context, ModelNode operation, ModelNode model)
            throws OperationFailedException {
        settings.addRuntime(context, model);
    }

    @Override
    protected void rollbackRuntime(OperationContext context, ModelNode operation, Resource resource) {
        settings.removeRuntime();
    }
}
