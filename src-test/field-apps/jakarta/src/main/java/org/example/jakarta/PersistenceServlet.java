package org.example.jakarta;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import org.example.kit.FieldServlet;
import org.example.kit.Way;

/** Calls the server's Persistence. */
@WebServlet("/persistence")
public final class PersistenceServlet extends FieldServlet {

    @EJB
    private OrderRepository orders;

    @Override
    protected void serve(Call call) {
        if (call.way() == Way.LEAK) {
            orders.leak(call.row());
        } else {
            orders.honest(call.way(), call.row());
        }
    }
}
