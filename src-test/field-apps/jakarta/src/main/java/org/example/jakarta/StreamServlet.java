package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Way;

/** Sends rows to a slow client. */
@WebServlet("/stream")
public final class StreamServlet extends FieldServlet {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) throws SQLException, IOException {
        OrderStream orders = OrderStream.open(dataSource);
        String sid = orders.next();
        if (call.way() != Way.BRIEF) {
            Field.borrowed(call.row(), sid);
        }
        if (call.way() == Way.LEAK) {
            Field.forget(orders);
            throw new IOException("the client has gone");
        }
        call.response().getWriter().println(sid);
        call.response().flushBuffer();
        if (call.way() == Way.HONEST) {
            Field.remoteCall();
        }
        while (sid != null) {
            sid = orders.next();
        }
        orders.close();
    }
}
