package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.view.ClassifiedSessionView;
import org.poolwarden.console.view.Modes;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.console.view.SessionView;
import org.poolwarden.console.view.WaitTree;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

/**
 * One session without a lease, and the preview of its kill. A session with a lease is shown on the page of the lease.
 */
@WebServlet({"/session", "/session-preview"})
public final class SessionServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public SessionServlet() {}

    SessionServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        return request.getServletPath().equals("/session-preview") ? preview(request) : detail(request);
    }

    private Response preview(HttpServletRequest request) throws Refusal, WardenException {
        SessionChoice choice = Parameters.choice(request);
        Optional<Preview> answer = ifAnswered(() -> warden.kills().previewSession(choice));
        if (answer.isEmpty()) {
            request.setAttribute("scan", ScanView.of(latestScan(), ZoneId.systemDefault()));
            return Response.page("waiting.jsp");
        }
        Preview preview = answer.get();
        boolean may = preview.allowed() && request.isUserInRole(OPERATOR);
        request.setAttribute("preview", preview);
        request.setAttribute("choice", choice);
        request.setAttribute("db", new SessionView(preview.row().session()));
        request.setAttribute("modes", Modes.of(preview.row().session()));
        request.setAttribute("may", may);
        if (may) {
            token(request);
        }
        return Response.page("session-preview.jsp");
    }

    private Response detail(HttpServletRequest request) throws Refusal {
        String key = Arrays.stream(Parameters.session(request.getParameter("session")))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        ScanStatus status = latestScan();
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        if (status.scan() == null) {
            return Response.page("waiting.jsp");
        }
        ClassifiedSession found = find(key, request.getParameter("database"), status.scan());
        if (found.leaseId() != null) {
            return Response.seeOther(
                    PageUrl.of(request, "/lease").with("lease", found.leaseId().toString()));
        }
        ClassifiedSessionView one = new ClassifiedSessionView(found);
        request.setAttribute("one", one);
        request.setAttribute("waiters", WaitTree.of(found.session(), status.scan()));
        return Response.page("session.jsp");
    }

    /**
     * The session with that key. The same numbers occur in every database, so without a name there must be only one
     * match.
     */
    private static ClassifiedSession find(String key, String database, Scan scan) throws Refusal {
        List<ClassifiedSession> found = scan.sessions().stream()
                .filter(one -> one.session().id().key().equals(key))
                .filter(one -> is(database, one.session().id()))
                .toList();
        if (found.size() > 1) {
            throw new Refusal(400, ConsoleMessages.WHICH_DATABASE);
        }
        if (found.isEmpty() && !scan.isComplete()) {
            // It may be in a database that was not read.
            throw new Refusal(503, Problem.line(scan.problems()));
        }
        if (found.isEmpty()) {
            throw new Refusal(404, ConsoleMessages.SESSION_GONE);
        }
        return found.get(0);
    }

    private static boolean is(String database, SessionId id) {
        return database == null
                || database.isBlank()
                || database.strip().equals(id.database().toString());
    }
}
