package org.poolwarden.cli;

import java.util.List;
import org.jboss.as.controller.persistence.xml.ResourceXMLParticleFactory;
import org.jboss.as.controller.persistence.xml.SubsystemResourceRegistrationXMLElement;
import org.jboss.as.controller.persistence.xml.SubsystemResourceXMLSchema;
import org.jboss.as.controller.xml.IntVersionSchema;
import org.jboss.as.controller.xml.VersionedNamespace;
import org.jboss.staxmapper.IntVersion;

/** The versions of the element in standalone.xml. Its XML attributes are the settings. */
enum PoolwardenSchema implements SubsystemResourceXMLSchema<PoolwardenSchema> {
    VERSION_1_0;

    private final VersionedNamespace<IntVersion, PoolwardenSchema> namespace =
            IntVersionSchema.createURN(List.of("poolwarden", "poolwarden"), new IntVersion(1, 0));

    @Override
    public VersionedNamespace<IntVersion, PoolwardenSchema> getNamespace() {
        return namespace;
    }

    @Override
    public SubsystemResourceRegistrationXMLElement getSubsystemXMLElement() {
        return ResourceXMLParticleFactory.newInstance(this)
                .subsystemElement(PoolwardenExtension.REGISTRATION)
                .addAttributes(SettingAttribute.definitions())
                .build();
    }
}
