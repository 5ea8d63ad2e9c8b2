package org.poolwarden.scan;

import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.jdbc.JdbcGuard;

/**
 * Finds guard datasources in the server's naming service.
 *
 * @param schema the owner of the guard behind each
 */
public record JndiGuardFactory(String schema) implements GuardFactory {

    @Override
    public Guard open(String jndiName) throws GuardException {
        try {
            Object found = new InitialContext().lookup(jndiName);
            if (found instanceof DataSource dataSource) {
                return new JdbcGuard(jndiName, dataSource, schema);
            }
            throw missing(jndiName + " is not a datasource", null);
        } catch (NamingException e) {
            throw missing(jndiName + " is not bound", e);
        }
    }

    private static GuardException missing(String why, NamingException cause) {
        return new GuardException(GuardException.Kind.NO_DATASOURCE, 0, why, new SQLException(why, cause));
    }
}
