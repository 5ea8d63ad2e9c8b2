package org.example.jakarta;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.sql.SQLException;
import org.example.kit.FieldServlet;
import org.example.kit.Way;

/** Begins a conversation. */
@WebServlet("/conversation")
public final class ConversationServlet extends FieldServlet {

    @Inject
    private transient Basket basket;

    @Override
    protected void serve(Call call) throws SQLException {
        if (call.way() != Way.BRIEF) {
            basket.open(call.row());
        }
    }
}
