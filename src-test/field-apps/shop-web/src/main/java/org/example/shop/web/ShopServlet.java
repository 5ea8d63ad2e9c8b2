package org.example.shop.web;

import jakarta.servlet.annotation.WebServlet;
import java.sql.SQLException;
import org.example.kit.FieldServlet;
import org.example.shop.dao.CustomerDao;
import org.example.shop.dao.ItemDao;

/** Lists items and customers by the library's data access. */
@WebServlet({"/items", "/customers"})
public final class ShopServlet extends FieldServlet {

    @Override
    protected void serve(Call call) throws SQLException {
        if ("/items".equals(call.request().getServletPath())) {
            ItemDao.list(call.way(), call.row());
        } else {
            CustomerDao.list(call.way(), call.row());
        }
    }
}
