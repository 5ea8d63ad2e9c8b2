package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.ejb.Remove;
import jakarta.ejb.Stateful;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;

/** A conversation that keeps its connection between two calls. */
@Stateful
public class CartBean {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    private Connection connection;

    /** The connection is the bean's until it is checked out. */
    public void open(String row) throws SQLException {
        connection = dataSource.getConnection();
        Field.borrowed(row, Sql.sid(connection));
    }

    /** Ends the conversation. */
    @Remove
    public void checkOut() throws SQLException {
        connection.close();
    }
}
