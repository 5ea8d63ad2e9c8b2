package org.poolwarden.standin.database;

import java.util.List;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.SystemView;

/** What SYS owns besides Oracle's own: views and procedures, with their own idea of who may use them. */
public interface SystemObjects {

    /** All of them, readable or not; asked once, when the database is created. */
    List<SystemView> views(OracleDatabase database);

    /** Whether the user may read the views now. If not, they do not exist for it: ORA-00942. */
    boolean readable(String username);

    /** Whether the user has the privilege ALTER SYSTEM. */
    default boolean mayAlterSystem(String username) {
        return false;
    }

    /**
     * The procedure of a name as PL/SQL text has it, in upper case: {@code SYS.POOLWARDEN.CHECK_SESSION}.
     *
     * @return null if this user knows none of that name
     */
    Procedure procedure(OracleDatabase database, String name, String username);
}
