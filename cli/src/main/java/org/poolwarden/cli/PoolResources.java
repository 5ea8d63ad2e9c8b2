package org.poolwarden.cli;

import java.util.Set;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.OperationStepHandler;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.SimpleResourceDefinition;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.Resource;
import org.poolwarden.contract.Entity;

/** The children {@code data-source=…}: one for each pool that the EAR knows, and none while the EAR is not deployed. */
final class PoolResources {

    static final String TYPE = "data-source";

    private final WardenMBeanClient warden;
    private final ResourceDescriptionResolver descriptions;

    PoolResources(WardenMBeanClient warden) {
        this.warden = warden;
        this.descriptions = ContractDescriptions.ofPool();
    }

    /** A resource that has the children of the given one and, in addition, the pools. */
    Resource under(Resource subsystem) {
        return new PooledResource(subsystem, this);
    }

    void register(ManagementResourceRegistration subsystem) {
        ManagementResourceRegistration pool = subsystem.registerSubModel(new SimpleResourceDefinition(
                new SimpleResourceDefinition.Parameters(PathElement.pathElement(TYPE), descriptions).setRuntime()));
        for (ModelField field : ModelReply.fields(Entity.POOL_STATUS)) {
            OperationStepHandler reader = (context, operation) -> context.getResult()
                    .set(field.value(warden.readOfPool(context.getCurrentAddressValue(), field.beanAttribute())));
            if (field.isNumber()) {
                pool.registerMetric(field.metric(), reader);
            } else {
                pool.registerReadOnlyAttribute(field.runtimeAttribute(), reader);
            }
        }
        for (WardenOperation operation : WardenOperation.ALL) {
            if (operation.operation().descriptionForPool() != null) {
                WardenOperations.register(
                        pool,
                        operation.definition(descriptions),
                        (context, request) -> operation.runForPool(warden, context, request));
            }
        }
    }

    /** The pools that the EAR knows now. */
    Set<String> names() {
        try {
            return warden.pools();
        } catch (OperationFailedException e) {
            throw new IllegalStateException(e);
        }
    }
}
