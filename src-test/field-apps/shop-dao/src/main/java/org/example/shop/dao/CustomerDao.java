package org.example.shop.dao;

import java.sql.Connection;
import java.sql.SQLException;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Customers of the shop. */
public final class CustomerDao {

    private CustomerDao() {}

    /** Does it in that way. */
    public static void list(Way way, String row) throws SQLException {
        Connection connection = ConnectionFactory.open();
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
            }
        }
    }
}
