package org.example.jakarta;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import java.util.stream.Stream;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Orders by the server's own Persistence. */
@Stateless
public class OrderRepository {

    @PersistenceContext
    private EntityManager current;

    @PersistenceUnit
    private EntityManagerFactory factory;

    /** In the transaction of the container, which gives the connection back. */
    public void honest(Way way, String row) {
        current.find(Order.class, 1);
        if (way == Way.HONEST) {
            Field.borrowed(row, sid(current));
            Field.remoteCall();
            sid(current);
        }
    }

    /** A manager of its own and a stream that nobody closes. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void leak(String row) {
        EntityManager own = factory.createEntityManager();
        Stream<?> stream = own.createNativeQuery(Sql.SID).getResultStream();
        Field.borrowed(row, stream.iterator().next().toString());
        Field.forget(() -> {
            stream.close();
            own.close();
        });
    }

    private static String sid(EntityManager manager) {
        return manager.createNativeQuery(Sql.SID).getSingleResult().toString();
    }
}
