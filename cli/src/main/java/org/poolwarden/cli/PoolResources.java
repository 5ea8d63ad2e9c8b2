package org.poolwarden.cli;

import java.util.Map;
import java.util.Set;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.ResourceRegistration;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.controller.registry.PlaceholderResource;
import org.jboss.as.controller.registry.Resource;
import org.jboss.dmr.ModelType;
import org.wildfly.subsystem.resource.ChildResourceProvider;
import org.wildfly.subsystem.resource.DynamicResource;

/** The children {@code data-source=…}: one for each pool that the EAR knows; none while it is not deployed. */
final class PoolResources implements ChildResourceProvider {

    private static final String TYPE = "data-source";

    private final Warden warden;
    private final ResourceDescriptionResolver descriptions;

    PoolResources(Warden warden) {
        this.warden = warden;
        this.descriptions = Descriptions.ofChild(TYPE);
    }

    /** Puts them under the subsystem's resource. */
    Resource under(Resource subsystem) {
        return new DynamicResource(subsystem, Map.of(TYPE, this));
    }

    void register(ManagementResourceRegistration subsystem) {
        ManagementResourceRegistration pool = subsystem.registerSubModel(
                ResourceDefinition.builder(ResourceRegistration.of(PathElement.pathElement(TYPE)), descriptions)
                        .asRuntime()
                        .build());
        for (RuntimeAttribute attribute : RuntimeAttribute.OF_POOL) {
            pool.registerReadOnlyAttribute(attribute.definition(), (context, operation) -> context.getResult()
                    .set(attribute
                            .column()
                            .value(warden.readOfPool(context.getCurrentAddressValue(), attribute.bean()))));
        }
        list(pool, "list-leases", "listLeases");
        list(pool, "list-leaks", "listLeaks");
    }

    private void list(ManagementResourceRegistration pool, String name, String bean) {
        WardenOperations.register(
                pool,
                new SimpleOperationDefinitionBuilder(name, descriptions)
                        .setRuntimeOnly()
                        .setReadOnly()
                        .setReplyType(ModelType.LIST)
                        .setReplyParameters(Columns.LEASE.definitions())
                        .build(),
                (context, operation) -> warden.tableOfPool(context.getCurrentAddressValue(), Columns.LEASE, bean));
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
