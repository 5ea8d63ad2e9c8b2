package org.poolwarden.cli;

import java.lang.management.ManagementFactory;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.SubsystemRegistration;
import org.jboss.as.controller.descriptions.ParentResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrationContext;
import org.wildfly.subsystem.resource.ResourceDescriptor;
import org.wildfly.subsystem.resource.SubsystemResourceDefinitionRegistrar;

/** Registers {@code /subsystem=poolwarden}: add, remove, and the operations of {@link WardenOperations}. */
final class PoolwardenSubsystem implements SubsystemResourceDefinitionRegistrar {

    private final ParentResourceDescriptionResolver descriptions = new Descriptions();

    @Override
    public ManagementResourceRegistration register(
            SubsystemRegistration parent, ManagementResourceRegistrationContext context) {
        ManagementResourceRegistration subsystem = parent.registerSubsystemModel(definition());
        register(subsystem, context.isRuntimeOnlyRegistrationValid());
        return subsystem;
    }

    ResourceDefinition definition() {
        return ResourceDefinition.builder(PoolwardenExtension.REGISTRATION, descriptions)
                .build();
    }

    /** A domain's profile has no runtime: there, only add and remove. */
    void register(ManagementResourceRegistration subsystem, boolean withRuntime) {
        ManagementResourceRegistrar.of(ResourceDescriptor.builder(descriptions).build())
                .register(subsystem);
        if (withRuntime) {
            new WardenOperations(new Warden(ManagementFactory::getPlatformMBeanServer), descriptions)
                    .register(subsystem);
        }
    }
}
