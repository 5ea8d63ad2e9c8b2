package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.poolwarden.admin.LastLook;
import org.poolwarden.admin.Lookout;
import org.poolwarden.admin.Warden;
import org.poolwarden.leak.Sighting;

/** Every session of every database and what it is to this server; as a page and as a file. */
@WebServlet({"/sessions", "/sessions.csv"})
public final class SessionsServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public SessionsServlet() {}

    SessionsServlet(Warden warden, Lookout lookout) {
        super(warden, lookout);
    }

    @Override
    Answer look(HttpServletRequest request) throws Refusal {
        LastLook look = lastLook();
        List<Sighting> sessions = look.scan() == null ? List.of() : look.scan().sessions();
        Listing<SightingView> list = SessionList.of(request, sessions);
        if (request.getServletPath().endsWith(".csv")) {
            return Gaps.of(look).orElse(Answer.csv("sessions", SessionList.csv(list.found())));
        }
        request.setAttribute("list", list);
        request.setAttribute("csv", list.address().at(request, "/sessions.csv"));
        request.setAttribute("every", Parameters.every(list.address().get("every")));
        request.setAttribute("look", LookView.of(look, Instant.now(), ZoneId.systemDefault()));
        return Answer.page("sessions.jsp");
    }
}
