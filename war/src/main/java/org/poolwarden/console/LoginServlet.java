package org.poolwarden.console;

import jakarta.json.Json;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.Response;

/**
 * The form to sign in. The container shows it to everybody who has not signed in, whatever the address, and handles its
 * POST. A program at an address for programs is told instead to send a name and a password.
 */
@WebServlet("/login")
public final class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Pattern FOR_PROGRAMS = Pattern.compile("/api|/metrics|/[a-z]+\\.csv");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            // The form takes the place of another page, and a program must not take it for that page.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            if (program(request)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"Poolwarden\", charset=\"UTF-8\"");
                unauthenticated(asked(request)).write(request, response);
                return;
            }
        }
        request.setAttribute("failed", request.getParameter("failed") != null);
        request.setAttribute("left", request.getParameter("left") != null);
        request.getRequestDispatcher("/WEB-INF/jsp/login.jsp").forward(request, response);
    }

    /**
     * Whether a program asks. Only then the response has a challenge: the script of a page asks for pages too, and a
     * challenge would open the browser's dialog above the form. A program uses an address for programs and does not ask
     * for HTML.
     */
    private static boolean program(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return FOR_PROGRAMS.matcher(asked(request)).matches() && (accept == null || !accept.contains("text/html"));
    }

    private static Response unauthenticated(String path) {
        String message = ConsoleMessages.UNAUTHENTICATED_PROGRAM;
        return path.equals("/api")
                ? Response.json(Json.createObjectBuilder().add("error", message).build())
                : Response.text("text/plain;charset=UTF-8", message + "\n");
    }

    private static String asked(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.FORWARD_SERVLET_PATH) instanceof String path ? path : "";
    }
}
