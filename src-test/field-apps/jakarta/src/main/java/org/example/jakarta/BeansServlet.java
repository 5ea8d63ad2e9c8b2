package org.example.jakarta;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import java.sql.SQLException;
import org.example.kit.FieldServlet;

/** Calls the EJBs. */
@WebServlet({"/timer", "/asynchronous", "/requires-new"})
public final class BeansServlet extends FieldServlet {

    @EJB
    private TimerBean timer;

    @EJB
    private MailBean mail;

    @EJB
    private LedgerBean ledger;

    @Override
    protected void serve(Call call) throws SQLException {
        switch (call.request().getServletPath()) {
            case "/timer" -> timer.start(call.way(), call.row());
            case "/asynchronous" -> mail.send(call.way(), call.row());
            default -> ledger.post(call.way(), call.row());
        }
    }
}
