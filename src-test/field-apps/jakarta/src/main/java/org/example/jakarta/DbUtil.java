package org.example.jakarta;

import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The helper that every application has: all its connections come through here. */
final class DbUtil {

    private DbUtil() {}

    static Connection getConnection() throws SQLException {
        try {
            DataSource dataSource = InitialContext.doLookup("java:jboss/datasources/FieldDS");
            return dataSource.getConnection();
        } catch (NamingException e) {
            throw new SQLException(e);
        }
    }
}
