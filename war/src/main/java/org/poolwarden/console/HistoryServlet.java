package org.poolwarden.console;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.poolwarden.admin.AuditFilter;
import org.poolwarden.admin.AuditedKill;
import org.poolwarden.admin.Lookout;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.WardenException;

/** The guards' audits: every kill, also from before the last start, and who ended a certain session. */
@WebServlet({"/history", "/history.csv"})
public final class HistoryServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Of each database. */
    private static final int MOST = AuditFilter.MOST;

    @Resource
    private transient ManagedExecutorService threads;

    private transient Patience patience;

    /** For the container. */
    public HistoryServlet() {}

    HistoryServlet(Warden warden, Lookout lookout, Executor executor) {
        super(warden, lookout);
        this.patience = new Patience(executor, PATIENCE);
    }

    @Override
    public void init() {
        patience = new Patience(threads, PATIENCE);
    }

    @Override
    Answer look(HttpServletRequest request) throws Refusal, WardenException {
        List<String> parameters = new ArrayList<>(AuditList.PARAMETERS);
        parameters.addAll(Listing.PARAMETERS);
        Address address = Address.of(request, "/history", parameters);
        Optional<Audit> audit = patience.ask(key(address), Audit.class, question(address));
        if (audit.isEmpty()) {
            return Answer.page("waiting.jsp");
        }
        Listing<AuditView> list = AuditList.of(address, audit.get().kills());
        if (request.getServletPath().endsWith(".csv")) {
            return Answer.csv("history", AuditList.csv(list.items()));
        }
        request.setAttribute("list", list);
        request.setAttribute("csv", list.address().at(request, "/history.csv"));
        return Answer.page("history.jsp");
    }

    /** The search and the page are ours; only the session is asked of the database. */
    private static String key(Address address) {
        return address.get("session") + "@" + address.get("database");
    }

    private Callable<Audit> question(Address address) throws Refusal {
        String session = address.get("session");
        if (session == null) {
            return () -> new Audit(warden.audit(AuditFilter.newest(MOST)).kills());
        }
        int[] key = Parameters.session(session);
        return () -> new Audit(warden.whoKilled(address.get("database"), key[0], key[1], key[2]));
    }

    private record Audit(List<AuditedKill> kills) {}
}
