package org.poolwarden.cli;

import java.util.Locale;
import java.util.ResourceBundle;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.descriptions.StandardResourceDescriptionResolver;
import org.jboss.as.controller.descriptions.SubsystemResourceDescriptionResolver;

/** LocalDescriptions.properties, with one text for a reply's column whatever the operation. */
final class Descriptions extends SubsystemResourceDescriptionResolver {

    private static final String SUBSYSTEM = PoolwardenExtension.REGISTRATION.getName();

    Descriptions() {
        super(SUBSYSTEM, PoolwardenExtension.class);
    }

    /** The same for the resources below it. */
    static ResourceDescriptionResolver ofChild(String type) {
        return new StandardResourceDescriptionResolver(
                SUBSYSTEM + "." + type,
                PoolwardenExtension.class.getPackageName() + ".LocalDescriptions",
                PoolwardenExtension.class.getClassLoader()) {
            @Override
            public String getOperationReplyValueTypeDescription(
                    String operation, Locale locale, ResourceBundle bundle, String... column) {
                return shared(bundle, column);
            }
        };
    }

    @Override
    public String getOperationReplyValueTypeDescription(
            String operation, Locale locale, ResourceBundle bundle, String... column) {
        return shared(bundle, column);
    }

    private static String shared(ResourceBundle bundle, String... column) {
        return bundle.getString(SUBSYSTEM + "." + REPLY + "." + String.join(".", column));
    }
}
