package org.example.jakarta;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Way;

/** Beans that keep a connection on purpose after the request. */
@WebServlet({"/stateful", "/leader"})
public final class KeepersServlet extends FieldServlet {

    @EJB
    private LeaderBean leader;

    @Override
    protected void serve(Call call) throws SQLException, InterruptedException, NamingException {
        if (call.way() == Way.BRIEF) {
            return;
        }
        if ("/leader".equals(call.request().getServletPath())) {
            leader.elect(call.row());
            Field.forget(leader::resign);
        } else {
            CartBean cart = InitialContext.doLookup("java:module/CartBean");
            cart.open(call.row());
            Field.forget(cart::checkOut);
        }
    }
}
