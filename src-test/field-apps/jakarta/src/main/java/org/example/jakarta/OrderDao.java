package org.example.jakarta;

import java.sql.Connection;
import java.sql.SQLException;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Reads orders by way of the helper. */
final class OrderDao {

    private OrderDao() {}

    static void load(Way way, String row) throws SQLException {
        Connection connection = DbUtil.getConnection();
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
