package org.poolwarden.cli;

import java.util.Map;
import java.util.Set;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.ResourceRegistration;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.PlaceholderResource;
import org.jboss.as.controller.registry.Resource;
import org.poolwarden.contract.Entity;
import org.wildfly.subsystem.resource.ChildResourceProvider;
import org.wildfly.subsystem.resource.DynamicResource;

/** The children {@code data-source=…}: one for each pool that the EAR knows, and none while the EAR is not deployed. */
final class PoolResources implements ChildResourceProvider {

    static final String TYPE = "data-source";

    private final WardenMBeanClient warden;
    private final ResourceDescriptionResolver descriptions;

    PoolResources(WardenMBeanClient warden) {
        this.warden = warden;
        this.descriptions = ContractDescriptions.ofPool();
    }

    /** A resource that has the children of the given one and, in addition, the pools. */
    Resource under(Resource subsystem) {
        return new DynamicResource(subsystem, Map.of(TYPE, this));
    }

    void register(ManagementResourceRegistration subsystem) {
        ManagementResourceRegistration pool = subsystem.registerSubModel(
                ResourceDefinition.builder(ResourceRegistration.of(PathElement.pathElement(TYPE)), descriptions)
                        .asRuntime()
                        .build());
        for (ModelField field : ModelReply.fields(Entity.POOL_STATUS)) {
            pool.registerReadOnlyAttribute(field.runtimeAttribute(), (context, operation) -> context.getResult()
                    .set(field.value(warden.readOfPool(context.getCurrentAddressValue(), field.beanAttribute()))));
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

    @Override
    public Resource getChild(String name) {
        return getChildren().contains(name) ? PlaceholderResource.INSTANCE : null;
    }

    @Override
    public Set<String> getChildren() {
        try {
            return warden.pools();
        } catch (OperationFailedException e) {
            throw new IllegalStateException(e);
        }
    }
}
