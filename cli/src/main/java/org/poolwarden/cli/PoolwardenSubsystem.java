package org.poolwarden.cli;

import java.lang.management.ManagementFactory;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationStepHandler;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.SubsystemRegistration;
import org.jboss.as.controller.descriptions.ParentResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelType;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrationContext;
import org.wildfly.subsystem.resource.ResourceDescriptor;
import org.wildfly.subsystem.resource.SubsystemResourceDefinitionRegistrar;

/** Registers {@code /subsystem=poolwarden}: its settings, its operations, what it knows now, and its data sources. */
final class PoolwardenSubsystem implements SubsystemResourceDefinitionRegistrar {

    private final ParentResourceDescriptionResolver descriptions = new Descriptions();
    private final Warden warden = new Warden(ManagementFactory::getPlatformMBeanServer);

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

    /** A domain's profile has no runtime: there, only the settings. */
    void register(ManagementResourceRegistration subsystem, boolean withRuntime) {
        Settings settings = new Settings(warden);
        PoolResources pools = new PoolResources(warden);
        ResourceDescriptor.Builder descriptor = ResourceDescriptor.builder(descriptions)
                .withRuntimeHandler(settings)
                .withResourceTransformation(pools::under);
        for (Setting setting : Setting.values()) {
            descriptor.addAttribute(setting.definition(), settings);
        }
        ManagementResourceRegistrar.of(descriptor.build()).register(subsystem);
        if (withRuntime) {
            new WardenOperations(warden, descriptions).register(subsystem);
            registerAttributes(subsystem);
            pools.register(subsystem);
        }
    }

    /** Undefined while the EAR is not deployed; the status says so. */
    private void registerAttributes(ManagementResourceRegistration subsystem) {
        for (RuntimeAttribute attribute : RuntimeAttribute.OF_WARDEN) {
            subsystem.registerReadOnlyAttribute(attribute.definition(), (context, operation) -> {
                if (warden.isDeployed()) {
                    context.getResult().set(attribute.column().value(warden.read(attribute.bean())));
                }
            });
        }
        AttributeDefinition status = new SimpleAttributeDefinitionBuilder("status", ModelType.STRING)
                .setStorageRuntime()
                .build();
        OperationStepHandler reader = (context, operation) -> {
            boolean here = context.getRunningMode() == RunningMode.NORMAL && warden.isDeployed();
            context.getResult().set(here ? (String) warden.read("Status") : Warden.NOT_DEPLOYED);
        };
        subsystem.registerReadOnlyAttribute(status, reader);
    }
}
