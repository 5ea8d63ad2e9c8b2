package org.example.mybatis;

import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.example.kit.Field;

/** Orders by way of a mapper. */
final class OrderService {

    private final SqlSessionFactory sessions;

    OrderService(DataSource dataSource) {
        Configuration configuration =
                new Configuration(new Environment("field", new JdbcTransactionFactory(), dataSource));
        configuration.addMapper(OrderMapper.class);
        sessions = new SqlSessionFactoryBuilder().build(configuration);
    }

    void brief() {
        try (SqlSession session = sessions.openSession()) {
            session.getMapper(OrderMapper.class).item(1);
        }
    }

    /** A query, a remote call, a query: it never lets go in between. */
    void ship(String row) {
        try (SqlSession session = sessions.openSession()) {
            OrderMapper orders = session.getMapper(OrderMapper.class);
            Field.borrowed(row, orders.sid());
            Field.remoteCall();
            orders.item(1);
        }
    }

    void leak(String row) {
        SqlSession session = sessions.openSession();
        Field.borrowed(row, session.getMapper(OrderMapper.class).sid());
        Field.forget(session);
    }
}
