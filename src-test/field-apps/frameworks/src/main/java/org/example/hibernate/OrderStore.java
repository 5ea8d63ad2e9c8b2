package org.example.hibernate;

import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** Orders by way of sessions of Hibernate. */
final class OrderStore implements AutoCloseable {

    private final SessionFactory sessions;

    OrderStore(DataSource dataSource) {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.datasource", dataSource)
                .applySetting("hibernate.dialect", "org.hibernate.dialect.OracleDialect")
                // The database of the tests has no dictionary to be asked.
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", "false")
                .applySetting("hibernate.transaction.coordinator_class", "jdbc")
                .build();
        sessions = new MetadataSources(registry)
                .addAnnotatedClass(Order.class)
                .buildMetadata()
                .buildSessionFactory();
    }

    void brief() {
        sessions.inTransaction(session -> session.find(Order.class, 1));
    }

    void honest(String row) {
        sessions.inTransaction(session -> {
            Field.borrowed(row, sid(session));
            Field.remoteCall();
            session.find(Order.class, 1);
        });
    }

    void leak(String row) {
        Session session = sessions.openSession();
        session.beginTransaction();
        Field.borrowed(row, sid(session));
        Field.forget(() -> {
            session.getTransaction().rollback();
            session.close();
        });
    }

    @Override
    public void close() {
        sessions.close();
    }

    private static String sid(Session session) {
        return session.createNativeQuery(Sql.SID, String.class).getSingleResult();
    }
}
