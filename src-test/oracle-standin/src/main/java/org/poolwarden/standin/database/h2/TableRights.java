package org.poolwarden.standin.database.h2;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.engine.OraException;

/**
 * Who may do what: H2 keeps the grants and refuses; Oracle tells those who know an object that they may not
 * (ORA-01031), and all others that there is none. H2 knows no rights on sequences: those of others do not exist for
 * anybody.
 */
public final class TableRights {

    private static final int NOT_ENOUGH_RIGHTS = 90096;
    private static final Pattern OBJECT = Pattern.compile("for object \"([^\".]+)(?:\\.([^\"]+))?\"");

    private final H2Store store;

    public TableRights(H2Store store) {
        this.store = store;
    }

    /** What H2 said, as Oracle would tell this user. */
    public OraException translate(SQLException failure, String username, SqlText text) {
        if (failure.getErrorCode() != NOT_ENOUGH_RIGHTS) {
            return H2Errors.translate(failure);
        }
        Matcher object = OBJECT.matcher(String.valueOf(failure.getMessage()));
        boolean found = object.find();
        boolean ownSchema = found && object.group(2) == null;
        if (ownSchema && text.tokens().get(0).is("CREATE")) {
            return new OraException(1031, "insufficient privileges", failure);
        }
        boolean known = found && !ownSchema && knows(username, object.group(1), object.group(2));
        return known ? new OraException(1031, "insufficient privileges", failure) : H2Errors.translate(failure);
    }

    private boolean knows(String username, String schema, String table) {
        try {
            return store.hasRightOn(username, schema, table);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not tell its grants", e);
        }
    }

    /** ORA-02289 where a statement takes numbers of somebody else's sequence. */
    public static void checkSequences(SqlText text, String username, String currentSchema) throws OraException {
        List<Token> tokens = text.tokens();
        for (int i = 2; i < tokens.size(); i++) {
            boolean number = tokens.get(i).is("NEXTVAL") || tokens.get(i).is("CURRVAL");
            if (!number || !tokens.get(i - 1).is(".") || !tokens.get(i - 2).isName()) {
                continue;
            }
            boolean qualified = i >= 4 && tokens.get(i - 3).is(".");
            String schema = qualified ? tokens.get(i - 4).name() : currentSchema;
            if (!schema.equals(username)) {
                throw new OraException(2289, "sequence does not exist");
            }
        }
    }
}
