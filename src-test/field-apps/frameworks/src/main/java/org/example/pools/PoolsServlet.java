package org.example.pools;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Borrows from its own pools, which give nothing back to the one below. */
@WebServlet({"/hikari", "/dbcp"})
public final class PoolsServlet extends FieldServlet {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private transient DataSource dataSource;

    private transient OwnPools pools;

    @Override
    protected synchronized void serve(Call call) throws SQLException {
        if (pools == null) {
            pools = new OwnPools(dataSource);
            Field.forget(() -> {
                pools.close();
                pools = null;
            });
        }
        DataSource own = "/hikari".equals(call.request().getServletPath()) ? pools.hikari() : pools.dbcp();
        try (Connection first = own.getConnection();
                Connection second = own.getConnection()) {
            for (Connection connection : new Connection[] {first, second}) {
                String sid = Sql.sid(connection);
                if (call.way() != Way.BRIEF) {
                    Field.borrowed(call.row(), sid);
                }
            }
        }
    }
}
