package org.poolwarden.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.regex.Pattern;
import org.poolwarden.console.web.ApiAddress;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.FailedSignIns;
import org.poolwarden.console.web.Response;

/**
 * The form to sign in, and its POST. The container's own form is not used, because it gives a session to everybody who
 * has not signed in and keeps the body of each POST in it. Here nothing is kept before the password was right: where
 * the user wanted to go is a field of the form.
 */
@WebServlet("/login")
public final class LoginServlet extends HttpServlet {

    /** The attribute of a session that began with the form: only such a user can sign out. */
    static final String BY_FORM = "org.poolwarden.console.form";

    private static final long serialVersionUID = 1L;
    private static final Pattern FOR_PROGRAMS = Pattern.compile("/api|/metrics|/[a-z]+\\.csv");
    /** A path of this console with its query string, as a browser writes it. */
    private static final Pattern TARGET = Pattern.compile("/(?!/)[\\w.~%!$&'()*+,;=:@/?-]{0,1000}");

    /** Shows the form. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("failed", request.getParameter("failed") != null);
        request.setAttribute("left", request.getParameter("left") != null);
        show(request, response, "/");
    }

    /** Signs in. A session that was there before ends, so that one that somebody has planted is worth nothing. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String user = request.getParameter("j_username");
        String password = request.getParameter("j_password");
        String target = target(request.getParameter("to"));
        leave(request);
        try {
            request.login(user == null ? "" : user, password == null ? "" : password);
        } catch (ServletException wrong) {
            FailedSignIns.LOG.failed(user, request.getRemoteAddr());
            request.setAttribute("failed", true);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            show(request, response, target);
            return;
        }
        request.getSession().setAttribute(BY_FORM, true);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + target);
    }

    /**
     * The answer to a request that needs a user and has none: the form with status 401, because it takes the place of
     * another page. A program is told instead to send a name and a password.
     */
    static void ask(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        FailedSignIns.LOG.basic(request.getHeader("Authorization"), request.getRemoteAddr());
        String path = asked(request);
        if (isProgram(request, path)) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Poolwarden\", charset=\"UTF-8\"");
            unauthenticated(request).write(request, response);
            return;
        }
        response.setHeader("WWW-Authenticate", null);
        String query = request.getQueryString();
        show(
                request,
                response,
                "GET".equals(request.getMethod()) ? target(path + (query == null ? "" : "?" + query)) : "/");
    }

    private static void show(HttpServletRequest request, HttpServletResponse response, String target)
            throws ServletException, IOException {
        request.setAttribute("to", target);
        request.getRequestDispatcher("/WEB-INF/jsp/login.jsp").forward(request, response);
    }

    private static void leave(HttpServletRequest request) throws ServletException {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        if (request.getUserPrincipal() != null) {
            request.logout();
        }
    }

    /** The overview, for what is no address of this console. */
    private static String target(String given) {
        return given != null && TARGET.matcher(given).matches() ? given : "/";
    }

    /**
     * Whether a program asks. Only then the response has a challenge: the script of a page asks for pages too, and a
     * challenge would open the browser's dialog above the form. A program uses an address for programs and does not ask
     * for HTML.
     */
    private static boolean isProgram(HttpServletRequest request, String path) {
        String accept = request.getHeader("Accept");
        String servlet = path.startsWith("/api/") ? "/api" : path;
        return FOR_PROGRAMS.matcher(servlet).matches() && (accept == null || !accept.contains("text/html"));
    }

    private static Response unauthenticated(HttpServletRequest request) {
        String message = ConsoleMessages.UNAUTHENTICATED_PROGRAM;
        return ApiAddress.isOf(request)
                ? RefusalServlet.problem(HttpServletResponse.SC_UNAUTHORIZED, message, ApiAddress.path(request))
                : Response.text("text/plain;charset=UTF-8", message + "\n");
    }

    /** The address that was asked for, without that of the console. */
    private static String asked(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                        && uri.startsWith(request.getContextPath())
                ? uri.substring(request.getContextPath().length())
                : "";
    }
}
