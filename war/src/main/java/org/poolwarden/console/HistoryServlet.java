package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditPage;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.console.export.Completeness;
import org.poolwarden.console.list.AuditList;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.view.AuditView;
import org.poolwarden.console.view.ProblemView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Entity;
import org.poolwarden.mapping.AuditMapper;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;

/** The guards' audits: every kill, also those before the last start, and who ended a given session. */
@WebServlet({"/history", "/history.csv"})
public final class HistoryServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;
    /** For the container. */
    public HistoryServlet() {}

    HistoryServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        PageUrl address = PageUrl.of(request, "/history", AuditList.PARAMETERS);
        boolean csv = request.getServletPath().endsWith(".csv");
        Optional<AuditPage> audit = ifAnswered(() -> read(address));
        if (audit.isEmpty()) {
            return csv ? Response.later(ConsoleMessages.NOT_YET) : Response.page("waiting.jsp");
        }
        Listing<AuditView> list = AuditList.of(address, audit.get().kills());
        if (csv) {
            return csv(request, audit.get(), list);
        }
        request.setAttribute("list", list);
        request.setAttribute("more", audit.get().more());
        request.setAttribute("older", older(address, audit.get()));
        request.setAttribute("since", audit.get().since());
        request.setAttribute("problems", ProblemView.of(audit.get().problems()));
        boolean complete = audit.get().missing().stream().noneMatch(Problem::hides);
        request.setAttribute("complete", complete);
        request.setAttribute("csv", Completeness.file(list.address().at(request, "/history.csv"), complete));
        return Response.page("history.jsp");
    }

    private Response csv(HttpServletRequest request, AuditPage audit, Listing<AuditView> list) {
        List<AuditedKill> rows = list.found().stream().map(AuditView::kill).toList();
        return csv(
                request,
                "history",
                audit.missing(),
                Entity.AUDIT_ROW,
                AuditMapper.of(rows, warden.kills().listKills()));
    }

    private AuditPage read(PageUrl address) throws Refusal, WardenException {
        String session = address.get("session");
        LocalDateTime until = Parameters.time(address.get("until"));
        AuditFilter filter = new AuditFilter(
                address.get("database"),
                session == null ? null : Parameters.sessionKey(session),
                null,
                address.get("outcome"),
                AuditFilter.words(address.get("q")),
                Parameters.time(address.get("from")),
                Parameters.time(address.get("to")),
                AuditFilter.MAX);
        return warden.audit().audit(until == null ? filter : filter.until(until));
    }

    /** Where the rows follow that are not on these pages; null if there are none. */
    private static PageUrl older(PageUrl address, AuditPage audit) {
        if (!audit.more() || audit.kills().isEmpty()) {
            return null;
        }
        LocalDateTime last = audit.kills().get(audit.kills().size() - 1).entry().at();
        return last == null ? null : address.with("until", last.toString()).with("page", null);
    }
}
