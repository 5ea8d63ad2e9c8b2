package org.poolwarden.standin.database.dialect;

import java.util.Map;
import org.poolwarden.standin.database.tree.SqlType;

/** What a statement's meaning depends on besides its text. */
public interface Dictionary {

    /** The columns of a table or view in their order; null if there is none of that name. */
    Map<String, SqlType> columns(String schema, String table);
}
