package org.example.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** What is done at night. */
public final class ExportJob implements Job {

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        JobDataMap data = context.getMergedJobDataMap();
        try {
            DataSource dataSource = InitialContext.doLookup("java:jboss/datasources/FieldDS");
            export(dataSource, Way.valueOf(data.getString("way")), data.getString("row"));
        } catch (NamingException | SQLException e) {
            throw new JobExecutionException(e);
        }
    }

    private static void export(DataSource dataSource, Way way, String row) throws SQLException {
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
