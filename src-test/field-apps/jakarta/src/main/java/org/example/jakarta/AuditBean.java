package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Borrows in a transaction of its own. */
@Stateless
public class AuditBean {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    /** In a transaction of its own, whatever becomes of the caller's. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void record(Way way, String row) throws SQLException {
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
