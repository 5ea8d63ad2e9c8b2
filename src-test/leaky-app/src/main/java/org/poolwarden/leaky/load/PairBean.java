package org.poolwarden.leaky.load;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.poolwarden.leaky.database.Sql;

/** Borrows and returns, as the beans of an application do. */
@Stateless
public class PairBean {

    /** One piece of work: a short statement in a transaction of its container. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void work(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Sql.ping(connection);
        }
    }

    /** So many checkouts with nothing between them and their returns. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void borrow(DataSource dataSource, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            dataSource.getConnection().close();
        }
    }
}
