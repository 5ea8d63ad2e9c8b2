package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Works in a transaction and calls a bean that works in another. */
@Stateless
public class LedgerBean {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @EJB
    private AuditBean audit;

    /** In a transaction. */
    public void post(Way way, String row) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String sid = Sql.sid(connection);
            if (way == Way.HONEST) {
                Field.borrowed(row, sid);
            }
            audit.record(way, row);
            Sql.sid(connection);
        }
    }
}
