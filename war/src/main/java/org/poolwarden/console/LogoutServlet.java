package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Ends the session of who signed in by the form. A browser that was asked by BASIC keeps its password until it ends.
 */
@WebServlet("/logout")
public final class LogoutServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public LogoutServlet() {}

    @Override
    Answer act(HttpServletRequest request) throws Refusal {
        Csrf.check(request.getSession(false), request.getParameter("token"));
        return (out, response) -> {
            out.logout();
            out.getSession().invalidate();
            Answer.seeOther(Address.of(out, "/login").with("left", "1")).write(out, response);
        };
    }
}
