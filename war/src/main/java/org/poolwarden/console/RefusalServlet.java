package org.poolwarden.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.poolwarden.console.export.ProblemJson;
import org.poolwarden.console.web.ApiAddress;
import org.poolwarden.console.web.ApiMessages;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PostFilter;
import org.poolwarden.console.web.Response;

/** The error page for the container's own responses: not signed in, role missing, no such page, failure. */
@WebServlet("/refusal")
public final class RefusalServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** A JSP answers any other method with a 405 of its own, which would hide the status. */
    private static final Set<String> JSP_METHODS = Set.of("GET", "HEAD", "POST");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        // Whoever opens this address directly gets a 404.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Object reason = request.getAttribute(PostFilter.REASON);
        boolean isKnown = request.getUserPrincipal() != null || reason != null;
        boolean isShown = JSP_METHODS.contains(request.getMethod()) || ApiAddress.isOf(request);
        if (!isKnown && isForUsers(status) && isShown) {
            LoginServlet.ask(request, response);
            return;
        }
        String general = ApiAddress.isOf(request) ? ApiMessages.of(status) : ConsoleMessages.of(status);
        show(request, response, status, reason instanceof String said ? said : general);
    }

    /** Whether another user, or one at all, might be allowed what was refused. */
    private static boolean isForUsers(int status) {
        return status == HttpServletResponse.SC_UNAUTHORIZED || status == HttpServletResponse.SC_FORBIDDEN;
    }

    static void show(HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws ServletException, IOException {
        response.setStatus(status);
        if (ApiAddress.isOf(request)) {
            problem(status, message, ApiAddress.path(request)).write(request, response);
            return;
        }
        String path = String.valueOf(request.getServletPath());
        if (!JSP_METHODS.contains(request.getMethod()) || path.endsWith(".csv")) {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println(message);
            return;
        }
        request.setAttribute("message", message);
        request.getRequestDispatcher("/WEB-INF/jsp/refusal.jsp").forward(request, response);
    }

    /** A refusal of the API. */
    static Response problem(int status, String message, String instance) {
        return Response.json(ProblemJson.TYPE, ProblemJson.of(status, message, instance));
    }
}
