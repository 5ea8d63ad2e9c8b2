package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Completeness;
import org.poolwarden.console.fleet.FleetSession;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.list.FleetSessionList;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.list.PoolNames;
import org.poolwarden.console.list.SessionList;
import org.poolwarden.console.view.ClassifiedSessionView;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.FleetAdmin.ListOfNodes;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.mapping.SessionMapper;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.ScanStatus;

/** Every session of every database with its relation to this node or to each node, as a page and as a CSV file. */
@WebServlet({"/sessions", "/sessions.csv"})
public final class SessionsServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public SessionsServlet() {}

    SessionsServlet(Warden warden, FleetAdmin fleet) {
        super(warden, fleet);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        return ScopeChoice.isOfAll(request.getParameter(ScopeChoice.PARAMETER))
                ? ofAllNodes(request)
                : ofThisNode(request);
    }

    private Response ofThisNode(HttpServletRequest request) throws Refusal {
        ScanStatus status = latestScan();
        List<ClassifiedSession> sessions =
                status.scan() == null ? List.of() : status.scan().sessions();
        Listing<ClassifiedSessionView> list = SessionList.of(request, sessions);
        if (isFile(request)) {
            List<EntityRecord> records = list.found().stream()
                    .map(session -> SessionMapper.of(session.classified()))
                    .toList();
            return csv(request, "sessions", status.problems(), Entity.SESSION, records);
        }
        boolean complete = status.problems().stream().noneMatch(Problem::hides);
        attributes(request, list, complete, sessions.stream().map(ClassifiedSession::pool));
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        return Response.page("sessions.jsp");
    }

    private Response ofAllNodes(HttpServletRequest request) throws Refusal, WardenException {
        ListOfNodes told = fleet.listWithNodes(Operation.LIST_SESSIONS);
        Object self = told.list().head().get("node");
        List<FleetSession> sessions = told.list().records().stream()
                .map(session -> new FleetSession(session, self.equals(session.get("node"))))
                .toList();
        Listing<FleetSession> list = FleetSessionList.of(request, sessions);
        if (isFile(request)) {
            return csv(request, "sessions-of-all-nodes", told.list(), Entity.FLEET_SESSION, list);
        }
        attributes(request, list, told.list().isComplete(), sessions.stream().map(FleetSession::pool));
        nodes(request, told.nodes(), told.list());
        return Response.page("sessions-fleet.jsp");
    }

    private void attributes(HttpServletRequest request, Listing<?> list, boolean complete, Stream<String> pools)
            throws Refusal {
        request.setAttribute("list", list);
        request.setAttribute(
                "pools", PoolNames.shortest(pools.filter(Objects::nonNull).toList()));
        request.setAttribute("complete", complete);
        request.setAttribute("csv", Completeness.file(list.address().at(request, "/sessions.csv"), complete));
        scope(request, list.address());
        refreshing(request, list.address().get("every"));
    }
}
