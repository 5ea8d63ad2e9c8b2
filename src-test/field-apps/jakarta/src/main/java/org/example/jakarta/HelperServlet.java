package org.example.jakarta;

import jakarta.servlet.annotation.WebServlet;
import java.sql.SQLException;
import org.example.kit.FieldServlet;

/** Two data access objects over one helper. */
@WebServlet({"/helper/orders", "/helper/invoices"})
public final class HelperServlet extends FieldServlet {

    @Override
    protected void serve(Call call) throws SQLException {
        if ("/helper/orders".equals(call.request().getServletPath())) {
            OrderDao.load(call.way(), call.row());
        } else {
            InvoiceDao.load(call.way(), call.row());
        }
    }
}
