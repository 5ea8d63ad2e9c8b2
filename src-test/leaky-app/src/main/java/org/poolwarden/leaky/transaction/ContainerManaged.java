package org.poolwarden.leaky.transaction;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;

/** Its container begins a transaction for each call and commits it afterwards. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class ContainerManaged {

    /** Inserts a row and stands still; what it meets then is added to the answer. */
    public void hold(DataSource dataSource, int id, Answer answer) throws SQLException, InterruptedException {
        HeldTransaction.insertAndStandStill(dataSource, id, answer);
    }
}
