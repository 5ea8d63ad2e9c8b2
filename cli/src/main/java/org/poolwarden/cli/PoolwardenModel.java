package org.poolwarden.cli;

import org.jboss.as.controller.ModelVersion;
import org.jboss.as.controller.SubsystemModel;

/** The versions of the management model, which covers the operations and their replies. */
enum PoolwardenModel implements SubsystemModel {
    VERSION_1_0;

    @Override
    public ModelVersion getVersion() {
        return ModelVersion.create(1, 0, 0);
    }
}
