package org.poolwarden.standin.xa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import oracle.jdbc.xa.client.OracleXADataSource;
import org.poolwarden.standin.StandIn;

/** One session of ojdbc's XA data source. */
final class XaClient implements AutoCloseable {

    final XAConnection physical;
    final XAResource xa;
    final Connection connection;

    XaClient(StandIn oracle, String username, String password) throws SQLException {
        OracleXADataSource source = new OracleXADataSource();
        source.setConnectionProperties(patient());
        source.setURL(oracle.url());
        source.setUser(username);
        source.setPassword(password);
        physical = source.getXAConnection();
        xa = physical.getXAResource();
        connection = physical.getConnection();
    }

    /** Nothing here takes so long: who waits for it has met a lock that nobody lets go. */
    static Properties patient() {
        Properties properties = new Properties();
        properties.setProperty("oracle.jdbc.ReadTimeout", "30000");
        return properties;
    }

    int sql(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Runs it in a branch that is then ended. */
    void work(TestXid xid, String sql) throws SQLException, XAException {
        xa.start(xid, XAResource.TMNOFLAGS);
        sql(sql);
        xa.end(xid, XAResource.TMSUCCESS);
    }

    /** Runs it in a branch that is then prepared; the vote. */
    int prepared(TestXid xid, String sql) throws SQLException, XAException {
        work(xid, sql);
        return xa.prepare(xid);
    }

    @Override
    public void close() throws SQLException {
        physical.close();
    }
}
