package org.poolwarden.console;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import org.poolwarden.admin.KillRequest;
import org.poolwarden.admin.Preview;
import org.poolwarden.admin.Requester;
import org.poolwarden.admin.Scan;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.WardenException;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.oracle.KillMode;

/**
 * Every page of the console: the list, the preview of a kill, a kill, the kills. A GET only looks; the one POST is the
 * kill.
 */
@WebServlet({"", "/preview", "/kill", "/kills"})
public final class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String OPERATOR = "poolwarden-operator";

    @EJB
    private transient Warden warden;

    /** For the container, which injects the core. */
    public ConsoleServlet() {}

    ConsoleServlet(Warden warden) {
        this.warden = warden;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        answer(request, response, () -> {
            request.setAttribute("operator", request.isUserInRole(OPERATOR));
            String page =
                    switch (request.getServletPath()) {
                        case "/preview" -> preview(request);
                        case "/kill" -> kill(request);
                        case "/kills" -> kills(request);
                        default -> leases(request);
                    };
            request.getRequestDispatcher("/WEB-INF/jsp/" + page).forward(request, response);
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        answer(request, response, () -> {
            if (!"/kill".equals(request.getServletPath())) {
                throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
            }
            String kill = warden.kill(killRequest(request));
            // See Other: a reload of the answer asks for the kill's state and never kills again.
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(
                    "Location",
                    request.getContextPath() + "/kill?id=" + URLEncoder.encode(kill, StandardCharsets.UTF_8));
        });
    }

    private String leases(HttpServletRequest request) throws Refusal {
        Show show = Show.of(request.getParameter("verdict"));
        Scan scan = show.scan(warden);
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Row row : scan.rows()) {
            counts.merge(row.judgement().verdict(), 1, Integer::sum);
        }
        request.setAttribute("show", show.name());
        request.setAttribute("at", Times.day(scan.at(), ZoneId.systemDefault()));
        request.setAttribute("took", Times.took(scan.took()));
        request.setAttribute("problems", scan.problems());
        request.setAttribute("counts", counts);
        request.setAttribute("leases", scan.rows().stream().map(LeaseView::new).toList());
        request.setAttribute(
                "pools",
                warden.listPools().stream()
                        .map(pool -> PoolView.of(pool, scan.rows()))
                        .toList());
        return "leases.jsp";
    }

    private String preview(HttpServletRequest request) throws Refusal, WardenException {
        Preview preview = warden.preview(Parameters.lease(request.getParameter("lease")));
        request.setAttribute("preview", preview);
        request.setAttribute("lease", new LeaseView(preview.row()));
        if (preview.allowed() && request.isUserInRole(OPERATOR)) {
            request.setAttribute("token", Csrf.token(request.getSession()));
        }
        return "preview.jsp";
    }

    private String kill(HttpServletRequest request) throws Refusal, WardenException {
        request.setAttribute("kill", new KillView(warden.kill(Parameters.kill(request.getParameter("id")))));
        return "kill.jsp";
    }

    private String kills(HttpServletRequest request) {
        request.setAttribute("kills", warden.kills().stream().map(KillView::new).toList());
        return "kills.jsp";
    }

    private static KillRequest killRequest(HttpServletRequest request) throws Refusal {
        // web.xml asks for the role already; whoever edits that file must not open the kill by accident.
        if (!request.isUserInRole(OPERATOR)) {
            throw new Refusal(403, ConsoleMessages.FORBIDDEN);
        }
        Csrf.check(request.getSession(false), request.getParameter("token"));
        return new KillRequest(
                Parameters.lease(request.getParameter("lease")),
                KillMode.IMMEDIATE,
                new Requester(request.getRemoteUser(), "HTTP", request.getRemoteAddr()),
                Parameters.reason(request.getParameter("reason")));
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Page page)
            throws ServletException, IOException {
        try {
            page.answer();
        } catch (Refusal refusal) {
            RefusalServlet.show(request, response, refusal.status(), refusal.getMessage());
        } catch (WardenException refusal) {
            RefusalServlet.show(request, response, status(refusal.fault()), refusal.getMessage());
        } catch (EJBAccessException refusal) {
            RefusalServlet.show(request, response, 403, ConsoleMessages.FORBIDDEN);
        }
    }

    private static int status(WardenException.Fault fault) {
        return switch (fault) {
            case BAD_REQUEST -> 400;
            case NOT_FOUND -> 404;
            case DENIED -> 403;
            case TOO_LATE -> 409;
            case UNAVAILABLE -> 503;
        };
    }

    /** Anything that may be refused. */
    @FunctionalInterface
    private interface Page {
        void answer() throws Refusal, WardenException, ServletException, IOException;
    }
}
