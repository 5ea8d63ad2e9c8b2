package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.database.Sql;

/** Returns its connection with statements that are open: the pool does not know those that were made past it. */
public final class CursorLeak {

    private CursorLeak() {}

    public static Answer leak(DataSource dataSource, int many) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // the pool's own statements are closed with their handle
            Connection physical = connection.getMetaData().getConnection();
            List<PreparedStatement> opened = new ArrayList<>();
            while (opened.size() < many) {
                PreparedStatement statement = physical.prepareStatement("SELECT 1 FROM dual");
                opened.add(statement);
                statement.execute();
            }
            return new Answer("Opened " + opened.size() + " statements, and closed the connection only.")
                    .with("sid", Sql.sid(connection));
        }
    }
}
