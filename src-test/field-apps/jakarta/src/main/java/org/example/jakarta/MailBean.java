package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;

/** An EJB with an asynchronous method. */
@Stateless
public class MailBean {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    /** Returns at once. */
    @Asynchronous
    public void send(Way way, String row) throws SQLException {
        Connection connection = dataSource.getConnection();
        String sid = Sql.sid(connection);
        if (way != Way.BRIEF) {
            Field.borrowed(row, sid);
        }
        if (way == Way.LEAK) {
            Field.forget(connection);
            return;
        }
        try (connection) {
            if (way == Way.HONEST) {
                Field.remoteCall();
                Sql.sid(connection);
            }
        }
    }
}
