package org.poolwarden.standin.database.catalog;

import org.poolwarden.standin.engine.EngineSession;

/** What the database calls itself: its DB_UNIQUE_NAME and its container, which is its service too. */
public record DatabaseName(String uniqueName, String container) {

    /** As V$INSTANCE shows it. */
    public static final String VERSION = "19.0.0.0.0";

    public EngineSession.DatabaseInfo info(int instance) {
        return new EngineSession.DatabaseInfo(uniqueName, container, container, container, instance, "standin");
    }
}
