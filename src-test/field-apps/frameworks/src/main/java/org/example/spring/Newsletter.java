package org.example.spring;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/** Sends letters in the background, on Spring's threads. */
@Service
public class Newsletter {

    private final DataSource dataSource;

    Newsletter(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns at once. */
    @Async
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
