package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import org.poolwarden.console.web.Csrf;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;

/**
 * Ends the session of a user who signed in by the form. A browser that used BASIC keeps the password until it is
 * closed.
 */
@WebServlet("/logout")
public final class LogoutServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public LogoutServlet() {}

    @Override
    Response act(HttpServletRequest request) throws Refusal {
        Csrf.check(request);
        return (out, response) -> {
            out.logout();
            out.getSession().invalidate();
            Response.seeOther(PageUrl.of(out, "/login").with("left", "1")).write(out, response);
        };
    }
}
