package org.poolwarden.admin;

import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.oracle.Guard;
import org.poolwarden.oracle.GuardException;
import org.poolwarden.oracle.JdbcGuard;

/**
 * Finds guard datasources in the server's naming service.
 *
 * @param schema the owner of the guard behind each
 */
record JndiDoor(String schema) implements Guards.Door {

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
