package org.poolwarden.console;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The form to sign in. The container shows it to whoever has not, whatever was asked for, and takes its POST. */
@WebServlet("/login")
public final class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            // In place of what was asked for: a program must not take it for that.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
        request.setAttribute("failed", request.getParameter("failed") != null);
        request.setAttribute("left", request.getParameter("left") != null);
        request.getRequestDispatcher("/WEB-INF/jsp/login.jsp").forward(request, response);
    }
}
