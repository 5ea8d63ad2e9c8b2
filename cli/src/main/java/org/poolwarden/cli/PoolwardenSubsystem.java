package org.poolwarden.cli;

import java.lang.management.ManagementFactory;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.SubsystemRegistration;
import org.jboss.as.controller.descriptions.ParentResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrationContext;
import org.wildfly.subsystem.resource.ResourceDescriptor;
import org.wildfly.subsystem.resource.SubsystemResourceDefinitionRegistrar;

/** Registers {@code /subsystem=poolwarden} with its settings, operations, runtime attributes and data sources. */
final class PoolwardenSubsystem implements SubsystemResourceDefinitionRegistrar {

    private static final Field STATUS = Entity.STATUS.field("status");

    private final ParentResourceDescriptionResolver descriptions = ContractDescriptions.ofSubsystem();
    private final WardenMBeanClient warden = new WardenMBeanClient(ManagementFactory::getPlatformMBeanServer);

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

    /** Registers the resource. A domain's profile has no runtime and gets only the settings. */
    void register(ManagementResourceRegistration subsystem, boolean withRuntime) {
        SettingHandler settings = new SettingHandler(warden);
        PoolResources pools = new PoolResources(warden);
        ResourceDescriptor.Builder descriptor = ResourceDescriptor.builder(descriptions)
                .withRuntimeHandler(settings)
                .withResourceTransformation(pools::under);
        for (SettingAttribute setting : SettingAttribute.ALL) {
            descriptor.addAttribute(setting.definition(), settings);
        }
        ManagementResourceRegistrar.of(descriptor.build()).register(subsystem);
        if (withRuntime) {
            new WardenOperations(warden, descriptions).register(subsystem);
            registerAttributes(subsystem);
            pools.register(subsystem);
        }
    }

    /** Registers the runtime attributes. While the EAR is not deployed they are undefined, and the status says so. */
    private void registerAttributes(ManagementResourceRegistration subsystem) {
        for (ModelField field : ModelReply.fields(Entity.STATUS)) {
            boolean isStatus = field.field().equals(STATUS);
            subsystem.registerReadOnlyAttribute(field.runtimeAttribute(), (context, operation) -> {
                if (context.getRunningMode() == RunningMode.NORMAL && warden.isDeployed()) {
                    context.getResult().set(field.value(warden.read(field.beanAttribute())));
                } else if (isStatus) {
                    context.getResult().set(WardenMBeanClient.NOT_DEPLOYED);
                }
            });
        }
    }
}
