package org.poolwarden.cli;

import java.util.Locale;
import java.util.ResourceBundle;
import org.jboss.as.controller.descriptions.SubsystemResourceDescriptionResolver;

/** LocalDescriptions.properties, with one text for a reply's column whatever the operation. */
final class Descriptions extends SubsystemResourceDescriptionResolver {

    Descriptions() {
        super(PoolwardenExtension.REGISTRATION.getName(), PoolwardenExtension.class);
    }

    @Override
    public String getOperationReplyValueTypeDescription(
            String operation, Locale locale, ResourceBundle bundle, String... column) {
        return bundle.getString(getVariableBundleKey(getKeyPrefix(), new String[] {REPLY}, column));
    }
}
