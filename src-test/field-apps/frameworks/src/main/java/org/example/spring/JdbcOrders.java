package org.example.spring;

import java.util.stream.Stream;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Orders by way of JdbcTemplate. */
@Repository
public class JdbcOrders {

    private final JdbcTemplate jdbc;

    JdbcOrders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    String brief() {
        return jdbc.queryForObject(Sql.SID, String.class);
    }

    void honest(String row) {
        jdbc.query(Sql.SID, found -> {
            Field.borrowed(row, found.getString(1));
            Field.remoteCall();
        });
    }

    /** The stream would have to be closed. */
    void leak(String row) {
        Stream<String> stream = jdbc.queryForStream(Sql.SID, (found, number) -> found.getString(1));
        Field.borrowed(row, stream.iterator().next());
        Field.forget(stream);
    }
}
