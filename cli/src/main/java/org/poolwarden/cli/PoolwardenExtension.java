package org.poolwarden.cli;

import org.jboss.as.controller.SubsystemResourceRegistration;
import org.wildfly.subsystem.SubsystemConfiguration;
import org.wildfly.subsystem.SubsystemExtension;
import org.wildfly.subsystem.SubsystemPersistence;

/**
 * Makes {@code /subsystem=poolwarden:...} work in jboss-cli and over HTTP management, after
 * {@code /extension=org.poolwarden:add(module=org.poolwarden)} and {@code /subsystem=poolwarden:add}. The server finds
 * it as a service.
 */
public final class PoolwardenExtension extends SubsystemExtension<PoolwardenSchema> {

    static final SubsystemResourceRegistration REGISTRATION = SubsystemResourceRegistration.of("poolwarden");

    /** The server's service loader calls this. */
    public PoolwardenExtension() {
        super(
                SubsystemConfiguration.of(REGISTRATION, PoolwardenModel.VERSION_1_0, PoolwardenSubsystem::new),
                SubsystemPersistence.of(PoolwardenSchema.VERSION_1_0));
    }
}
