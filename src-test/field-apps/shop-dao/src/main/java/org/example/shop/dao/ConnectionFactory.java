package org.example.shop.dao;

import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Where the shop's data access gets its connections. */
final class ConnectionFactory {

    private ConnectionFactory() {}

    static Connection open() throws SQLException {
        try {
            DataSource dataSource = InitialContext.doLookup("java:jboss/datasources/FieldDS");
            return dataSource.getConnection();
        } catch (NamingException e) {
            throw new SQLException(e);
        }
    }
}
