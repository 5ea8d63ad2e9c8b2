package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Completeness;
import org.poolwarden.console.export.RecordRows;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.list.PoolNames;
import org.poolwarden.console.list.SessionList;
import org.poolwarden.console.view.ClassifiedSessionView;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.mapping.SessionMapper;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.ScanStatus;

/** Every session of every database with its relation to this server, as a page and as a CSV file. */
@WebServlet({"/sessions", "/sessions.csv"})
public final class SessionsServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public SessionsServlet() {}

    SessionsServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal {
        ScanStatus status = latestScan();
        List<ClassifiedSession> sessions =
                status.scan() == null ? List.of() : status.scan().sessions();
        Listing<ClassifiedSessionView> list = SessionList.of(request, sessions);
        if (request.getServletPath().endsWith(".csv")) {
            return csv(request, status, list);
        }
        request.setAttribute("list", list);
        request.setAttribute(
                "pools",
                PoolNames.shortest(sessions.stream()
                        .map(ClassifiedSession::pool)
                        .filter(Objects::nonNull)
                        .toList()));
        boolean complete = status.problems().stream().noneMatch(Problem::hides);
        request.setAttribute("complete", complete);
        request.setAttribute("csv", Completeness.file(list.address().at(request, "/sessions.csv"), complete));
        refreshing(request, list.address().get("every"));
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        return Response.page("sessions.jsp");
    }

    private static Response csv(HttpServletRequest request, ScanStatus status, Listing<ClassifiedSessionView> list) {
        List<EntityRecord> records = list.found().stream()
                .map(session -> SessionMapper.of(session.classified()))
                .toList();
        return Completeness.csv(
                request, "sessions", status.problems(), RecordRows.of(Entity.SESSION, records, reader(request)));
    }
}
