package org.poolwarden.standin.database.sql;

import java.util.List;
import org.poolwarden.standin.engine.OraException;

/**
 * How long a statement waits for a row, which only SELECT FOR UPDATE can say.
 *
 * @param seconds of WAIT n; 0 for NOWAIT, -1 for ever
 * @param skipLocked locks and returns only what is free
 */
public record WaitClause(int seconds, boolean skipLocked) {

    public static WaitClause of(SqlText text) throws OraException {
        List<Token> tokens = text.tokens();
        int all = tokens.size();
        if (text.form() == SqlText.Form.LOCKING_QUERY) {
            Token last = tokens.get(all - 1);
            Token before = tokens.get(all - 2);
            if (last.is("NOWAIT")) {
                return new WaitClause(0, false);
            }
            if (last.is("LOCKED") && before.is("SKIP")) {
                return new WaitClause(-1, true);
            }
            if (before.is("WAIT") && last.kind() == Token.Kind.NUMBER) {
                return new WaitClause(seconds(last), false);
            }
        }
        return new WaitClause(-1, false);
    }

    private static int seconds(Token number) throws OraException {
        try {
            return Integer.parseInt(number.text());
        } catch (NumberFormatException e) {
            throw new OraException(30005, "missing or invalid WAIT interval", e);
        }
    }
}
