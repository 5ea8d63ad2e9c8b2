package org.example.hibernate;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import javax.sql.DataSource;
import org.example.kit.FieldServlet;

/** Calls the store. */
@WebServlet("/hibernate")
public final class HibernateServlet extends FieldServlet {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private transient DataSource dataSource;

    private transient OrderStore orders;

    @Override
    public void init() {
        orders = new OrderStore(dataSource);
    }

    @Override
    public void destroy() {
        orders.close();
    }

    @Override
    protected void serve(Call call) {
        switch (call.way()) {
            case LEAK -> orders.leak(call.row());
            case HONEST -> orders.honest(call.row());
            default -> orders.brief();
        }
    }
}
