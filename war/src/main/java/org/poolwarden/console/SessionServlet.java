package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.poolwarden.admin.LastLook;
import org.poolwarden.admin.Lookout;
import org.poolwarden.admin.Warden;
import org.poolwarden.leak.SessionId;
import org.poolwarden.leak.Sighting;

/** One session that belongs to no lease; what belongs to one is shown with it. */
@WebServlet("/session")
public final class SessionServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public SessionServlet() {}

    SessionServlet(Warden warden, Lookout lookout) {
        super(warden, lookout);
    }

    @Override
    Answer look(HttpServletRequest request) throws Refusal {
        String key = Arrays.stream(Parameters.session(request.getParameter("session")))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        LastLook look = lastLook();
        request.setAttribute("look", LookView.of(look, Instant.now(), ZoneId.systemDefault()));
        if (look.scan() == null) {
            return Answer.page("waiting.jsp");
        }
        List<Sighting> sessions = look.scan().sessions();
        Sighting found = find(key, request.getParameter("database"), sessions);
        if (found.leaseId() != null) {
            return Answer.seeOther(
                    Address.of(request, "/lease").with("lease", found.leaseId().toString()));
        }
        request.setAttribute("one", new SightingView(found));
        request.setAttribute("waiters", WaitTree.of(found.session(), sessions));
        return Answer.page("session.jsp");
    }

    /** The same numbers occur in every database: without its name there must be one only. */
    private static Sighting find(String key, String database, List<Sighting> sessions) throws Refusal {
        List<Sighting> found = sessions.stream()
                .filter(one -> one.session().id().key().equals(key))
                .filter(one -> is(database, one.session().id()))
                .toList();
        if (found.size() > 1) {
            throw new Refusal(400, ConsoleMessages.WHICH_DATABASE);
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
