package org.poolwarden.cli;

import org.jboss.as.controller.Extension;
import org.jboss.as.controller.ExtensionContext;
import org.jboss.as.controller.ModelVersion;
import org.jboss.as.controller.SubsystemRegistration;
import org.jboss.as.controller.operations.common.GenericSubsystemDescribeHandler;
import org.jboss.as.controller.parsing.ExtensionParsingContext;

/**
 * Makes {@code /subsystem=poolwarden:...} work in jboss-cli and over HTTP management, after
 * {@code /extension=org.poolwarden:add(module=org.poolwarden)} and {@code /subsystem=poolwarden:add}. The server finds
 * it as a service. Written to the interface that every supported server has; the newer one came with WildFly Core 28.
 */
public final class PoolwardenExtension implements Extension {

    static final String NAME = "poolwarden";

    /** Of the management model, which covers the operations and their replies. */
    private static final ModelVersion VERSION = ModelVersion.create(1, 0, 0);

    /** The server's service loader calls this. */
    public PoolwardenExtension() {}

    @Override
    public void initialize(ExtensionContext context) {
        SubsystemRegistration registration = context.registerSubsystem(NAME, VERSION);
        registration.registerXMLElementWriter(new SubsystemXml());
        registration
                .registerSubsystemModel(new PoolwardenSubsystem(context.isRuntimeOnlyRegistrationValid()))
                .registerOperationHandler(
                        GenericSubsystemDescribeHandler.DEFINITION, GenericSubsystemDescribeHandler.INSTANCE);
    }

    @Override
    public void initializeParsers(ExtensionParsingContext context) {
        context.setSubsystemXmlMapping(NAME, SubsystemXml.NAMESPACE, SubsystemXml::new);
    }
}
