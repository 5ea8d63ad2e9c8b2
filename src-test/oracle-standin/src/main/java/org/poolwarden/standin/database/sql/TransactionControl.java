package org.poolwarden.standin.database.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.poolwarden.standin.engine.OraException;

/**
 * COMMIT, ROLLBACK, SAVEPOINT and ROLLBACK TO as SQL texts.
 *
 * @param savepoint its name, null for the first two
 */
public record TransactionControl(Verb verb, String savepoint) {

    /** What the text asks for. */
    public enum Verb {
        COMMIT,
        ROLLBACK,
        SAVEPOINT,
        ROLLBACK_TO
    }

    public static TransactionControl of(SqlText text) throws OraException {
        List<Token> words = text.tokens();
        int at = words.size() > 1 && words.get(1).is("WORK") ? 2 : 1;
        boolean savepoint = text.form() == SqlText.Form.SAVEPOINT;
        if (!savepoint && words.size() == at) {
            return new TransactionControl(text.form() == SqlText.Form.COMMIT ? Verb.COMMIT : Verb.ROLLBACK, null);
        }
        if (text.form() == SqlText.Form.ROLLBACK && words.get(at).is("TO")) {
            at += at + 2 < words.size() && words.get(at + 1).is("SAVEPOINT") ? 2 : 1;
        } else if (words.get(at).is("FORCE")) {
            throw new OraException(3001, "unimplemented feature: in the stand-in, Backstage ends branches by force");
        } else if (!savepoint) {
            throw new OraException(2185, "a token other than WORK follows COMMIT or ROLLBACK");
        }
        if (at != words.size() - 1 || !words.get(at).isName()) {
            throw new OraException(
                    900, "invalid SQL statement: the name of a savepoint is missing or followed by more");
        }
        return new TransactionControl(
                savepoint ? Verb.SAVEPOINT : Verb.ROLLBACK_TO, words.get(at).name());
    }

    /** Sets the savepoint, or goes back to it. */
    public void runOn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute((verb == Verb.SAVEPOINT ? "SAVEPOINT " : "ROLLBACK TO SAVEPOINT ")
                    + statement.enquoteIdentifier(savepoint, true));
        }
    }
}
