package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.poolwarden.admin.AuditFilter;
import org.poolwarden.admin.AuditPage;
import org.poolwarden.admin.AuditedKill;
import org.poolwarden.admin.Lookout;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.WardenException;

/** The guards' audits: every kill, also from before the last start, and who ended a certain session. */
@WebServlet({"/history", "/history.csv"})
public final class HistoryServlet extends AskingPage {

    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Of each database. */
    private static final int MOST = AuditFilter.MOST;

    /** For the container. */
    public HistoryServlet() {
        super(PATIENCE);
    }

    HistoryServlet(Warden warden, Lookout lookout, Executor executor) {
        this(warden, lookout, executor, PATIENCE);
    }

    HistoryServlet(Warden warden, Lookout lookout, Executor executor, Duration most) {
        super(warden, lookout, executor, most);
    }

    @Override
    Answer look(HttpServletRequest request) throws Refusal, WardenException {
        Address address = Address.of(request, "/history", AuditList.PARAMETERS);
        boolean csv = request.getServletPath().endsWith(".csv");
        Optional<Audit> audit = ask(key(address), Audit.class, question(address));
        if (audit.isEmpty()) {
            return csv ? Answer.later(ConsoleMessages.NOT_YET) : Answer.page("waiting.jsp");
        }
        Listing<AuditView> list = AuditList.of(address, audit.get().kills());
        if (csv) {
            return Gaps.of(audit.get().problems()).orElse(Answer.csv("history", AuditList.csv(list.found())));
        }
        request.setAttribute("list", list);
        request.setAttribute("more", audit.get().more());
        request.setAttribute("problems", ProblemView.of(audit.get().problems()));
        request.setAttribute("csv", list.address().at(request, "/history.csv"));
        return Answer.page("history.jsp");
    }

    /** The search and the page are ours; only the session and the database are asked for. */
    private static String key(Address address) {
        return address.get("session") + "@" + address.get("database");
    }

    private Callable<Audit> question(Address address) throws Refusal {
        String session = address.get("session");
        String database = address.get("database");
        if (session == null) {
            return () -> new Audit(warden.audit(new AuditFilter(database, null, null, null, null, MOST)));
        }
        int[] key = Parameters.session(session);
        return () -> new Audit(warden.whoKilled(database, key[0], key[1], key[2]));
    }

    /** @param more whether there may be older rows that were not looked at */
    private record Audit(List<AuditedKill> kills, boolean more, List<String> problems) {

        Audit(AuditPage page) {
            this(page.kills(), page.more(), page.problems());
        }

        Audit(List<AuditedKill> kills) {
            this(kills, kills.size() >= MOST, List.of());
        }
    }
}
