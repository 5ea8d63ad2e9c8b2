package org.poolwarden.cli;

import java.lang.management.ManagementFactory;
import org.jboss.as.controller.OperationStepHandler;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.SimpleResourceDefinition;
import org.jboss.as.controller.descriptions.ModelDescriptionConstants;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;

/** {@code /subsystem=poolwarden} with its settings, operations, runtime attributes and data sources. */
final class PoolwardenSubsystem extends SimpleResourceDefinition {

    static final PathElement PATH =
            PathElement.pathElement(ModelDescriptionConstants.SUBSYSTEM, PoolwardenExtension.NAME);

    private static final Field STATUS = Entity.STATUS.field("status");

    private final WardenMBeanClient warden;
    private final SettingHandler settings;
    private final boolean withRuntime;

    /**
     * The subsystem of a server, or of a domain's profile.
     *
     * @param withRuntime false in a profile, which has no runtime: it has the settings, and asks the servers
     */
    PoolwardenSubsystem(boolean withRuntime) {
        this(withRuntime, new WardenMBeanClient(ManagementFactory::getPlatformMBeanServer));
    }

    private PoolwardenSubsystem(boolean withRuntime, WardenMBeanClient warden) {
        this(withRuntime, warden, new SettingHandler(warden));
    }

    private PoolwardenSubsystem(boolean withRuntime, WardenMBeanClient warden, SettingHandler settings) {
        super(new Parameters(PATH, ContractDescriptions.ofSubsystem())
                .setAddHandler(new SubsystemAdd(settings, new PoolResources(warden)))
                .setRemoveHandler(new SubsystemRemove(settings)));
        this.warden = warden;
        this.settings = settings;
        this.withRuntime = withRuntime;
    }

    @Override
    public void registerAttributes(ManagementResourceRegistration subsystem) {
        for (SettingAttribute setting : SettingAttribute.ALL) {
            subsystem.registerReadWriteAttribute(setting.definition(), null, settings);
        }
        if (withRuntime) {
            registerRuntimeAttributes(subsystem);
        }
    }

    @Override
    public void registerOperations(ManagementResourceRegistration subsystem) {
        super.registerOperations(subsystem);
        if (withRuntime) {
            new WardenOperations(warden, ContractDescriptions.ofSubsystem()).register(subsystem);
        } else {
            new DomainOperations().register(subsystem);
        }
    }

    @Override
    public void registerChildren(ManagementResourceRegistration subsystem) {
        if (withRuntime) {
            new PoolResources(warden).register(subsystem);
        }
    }

    /**
     * Registers the runtime attributes. While the EAR is not deployed they are undefined, and the status says so. A
     * number that each data source has is a metric there and not here: the sum under the same name would be counted
     * twice.
     */
    private void registerRuntimeAttributes(ManagementResourceRegistration subsystem) {
        for (ModelField field : ModelReply.fields(Entity.STATUS)) {
            boolean isStatus = field.field().equals(STATUS);
            OperationStepHandler reader = (context, operation) -> {
                if (context.getRunningMode() == RunningMode.NORMAL && warden.isDeployed()) {
                    context.getResult().set(field.value(warden.read(field.beanAttribute())));
                } else if (isStatus) {
                    context.getResult().set(WardenMBeanClient.NOT_DEPLOYED);
                }
            };
            if (field.isNumber() && !isOfPools(field)) {
                subsystem.registerMetric(field.metric(), reader);
            } else {
                subsystem.registerReadOnlyAttribute(field.runtimeAttribute(), reader);
            }
        }
    }

    private static boolean isOfPools(ModelField field) {
        return ModelReply.fields(Entity.POOL_STATUS).stream()
                .anyMatch(ofPool -> ofPool.name().equals(field.name()));
    }
}
