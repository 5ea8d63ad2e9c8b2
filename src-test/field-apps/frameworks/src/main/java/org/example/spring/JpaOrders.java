package org.example.spring;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Orders by way of Persistence. */
@Repository
public class JpaOrders {

    private final EntityManagerFactory factory;

    @PersistenceContext
    private EntityManager current;

    JpaOrders(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** In a transaction; with an open session in view the connection outlives it. */
    @Transactional
    public String find() {
        current.find(Order.class, 1);
        return current.createNativeQuery(Sql.SID).getSingleResult().toString();
    }

    /** A manager that nobody closes. */
    public void leak(String row) {
        EntityManager own = factory.createEntityManager();
        own.getTransaction().begin();
        Field.borrowed(row, own.createNativeQuery(Sql.SID).getSingleResult().toString());
        Field.forget(() -> {
            own.getTransaction().rollback();
            own.close();
        });
    }
}
