package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;

/** A job of an EJB timer. */
@Stateless
public class TimerBean {

    @Resource
    private TimerService timers;

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    /** Returns at once. */
    public void start(Way way, String row) {
        timers.createSingleActionTimer(1, new TimerConfig(way + " " + row, false));
    }

    @Timeout
    void nightly(Timer timer) throws SQLException {
        String[] order = timer.getInfo().toString().split(" ");
        Way way = Way.valueOf(order[0]);
        Connection connection = dataSource.getConnection();
        String sid = Sql.sid(connection);
        if (way != Way.BRIEF) {
            Field.borrowed(order[1], sid);
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
