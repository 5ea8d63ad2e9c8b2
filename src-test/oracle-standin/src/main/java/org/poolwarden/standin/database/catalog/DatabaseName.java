package org.poolwarden.standin.database.catalog;

import java.util.Locale;
import org.poolwarden.standin.engine.EngineSession;

/**
 * What the database calls itself. All names differ, as they do where there is a standby: a client that takes one for
 * another is found out. Databases of the same DB_NAME and container are a primary and its standby, with the same ids.
 *
 * @param uniqueName DB_UNIQUE_NAME
 * @param container the pluggable database; with the domain it is the service
 */
public record DatabaseName(String uniqueName, String container) {

    /** As V$INSTANCE shows it. */
    public static final String VERSION = "19.0.0.0.0";

    /** DB_NAME of the container database, which its standby shares. */
    public static final String NAME = "ORCL";

    /** DB_DOMAIN. */
    public static final String DOMAIN = "EXAMPLE.COM";

    /** DBID of the container database. */
    public static final long DBID = 1_618_033_988L;

    /** DBID of the pluggable database, which is its CON_UID too. */
    public long containerUid() {
        return 2_000_000_000L + Math.floorMod(container.hashCode(), 1_000_000_000);
    }

    /** The name of the service, which has the domain. */
    public String service() {
        return (container + "." + DOMAIN).toLowerCase(Locale.ROOT);
    }

    /** Whether a client that asks for that service is let in; the domain may be left out. */
    public boolean isService(String name) {
        return container.equalsIgnoreCase(name) || service().equalsIgnoreCase(name);
    }

    public EngineSession.DatabaseInfo info(int instance) {
        return new EngineSession.DatabaseInfo(
                uniqueName, NAME, DOMAIN, container, service(), containerUid(), NAME + instance, instance, "standin");
    }
}
