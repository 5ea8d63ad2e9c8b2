package org.example.mybatis;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import javax.sql.DataSource;
import org.example.kit.FieldServlet;

/** Calls the service. */
@WebServlet("/mybatis")
public final class MyBatisServlet extends FieldServlet {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private transient DataSource dataSource;

    private transient OrderService orders;

    @Override
    public void init() {
        orders = new OrderService(dataSource);
    }

    @Override
    protected void serve(Call call) {
        switch (call.way()) {
            case LEAK -> orders.leak(call.row());
            case HONEST -> orders.ship(call.row());
            default -> orders.brief();
        }
    }
}
