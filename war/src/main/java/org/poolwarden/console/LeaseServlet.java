package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.KillScript;
import org.poolwarden.admin.record.KillScript.Command;
import org.poolwarden.console.export.Ticket;
import org.poolwarden.console.fleet.FleetLease;
import org.poolwarden.console.fleet.FleetNodes;
import org.poolwarden.console.fleet.FleetPreview;
import org.poolwarden.console.view.KillRule;
import org.poolwarden.console.view.KillView;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.console.view.Modes;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.console.view.Times;
import org.poolwarden.console.view.WaitTree;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.FleetAdmin.ListOfNodes;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.leak.Row;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.settings.TraceUrl;

/**
 * One lease from both sides, and the preview of its kill, which another node makes if it has the lease. A slow database
 * or node delays neither page.
 */
@WebServlet({"/lease", "/preview"})
public final class LeaseServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public LeaseServlet() {}

    LeaseServlet(Warden warden, FleetAdmin fleet) {
        super(warden, fleet);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        long id = Parameters.lease(request.getParameter("lease"));
        Optional<String> other = otherNodeOf(request, id);
        if (other.isPresent()) {
            return request.getServletPath().equals("/preview")
                    ? previewThere(request, other.get(), id)
                    : Response.seeOther(PageUrl.of(request, "/preview")
                            .with("lease", Long.toString(id))
                            .with(NODE, other.get()));
        }
        // Where leases cannot be read, none has been seen, and that is what is to be said.
        if (warden.leases().lastScan().filter(Scan::leasesRead).isPresent()
                && !warden.leases().knew(id)) {
            throw new Refusal(404, ConsoleMessages.never(id));
        }
        return request.getServletPath().equals("/preview") ? preview(request, id) : detail(request, id);
    }

    private Response preview(HttpServletRequest request, long id) throws Refusal, WardenException {
        Optional<Preview> answer = ifAnswered(() -> warden.kills().preview(id));
        if (answer.isEmpty()) {
            return waiting(request, id);
        }
        Preview preview = answer.get();
        boolean may = preview.allowed() && request.isUserInRole(OPERATOR);
        request.setAttribute("preview", preview);
        List<KillRule> checks = KillRule.of(preview, warden.kills().listKills());
        request.setAttribute("checks", checks);
        request.setAttribute(
                "passed",
                checks.stream()
                        .filter(check -> check.answer() == KillRule.Answer.YES)
                        .count());
        request.setAttribute("lease", new LeaseView(preview.row()));
        request.setAttribute("modes", Modes.of(preview.row().session()));
        request.setAttribute("may", may);
        if (may) {
            token(request);
        }
        return Response.page("preview.jsp");
    }

    /** The preview that another node makes. While it does not answer, the lease as the node told of it last. */
    private Response previewThere(HttpServletRequest request, String node, long id) throws Refusal, WardenException {
        request.setAttribute("other", node);
        request.setAttribute("id", Long.toString(id));
        try {
            FleetPreview preview = new FleetPreview(node, fleet.kills().previewRecord(node, id));
            boolean may = preview.allowed() && request.isUserInRole(OPERATOR);
            request.setAttribute("preview", preview);
            request.setAttribute("may", may);
            if (may) {
                token(request);
            }
        } catch (WardenException e) {
            if (!isSilence(e)) {
                throw e;
            }
            ListOfNodes told = fleet.listWithNodes(Operation.LIST_LEASES);
            request.setAttribute("trouble", e.getMessage());
            request.setAttribute("again", mayBeReadLater(e));
            request.setAttribute("nodes", FleetNodes.of(told.nodes()));
            told.list().records().stream()
                    .filter(lease -> node.equals(lease.get("node"))
                            && lease.get("leaseId").equals(id))
                    .findFirst()
                    .ifPresent(lease -> request.setAttribute("lease", new FleetLease(lease, false)));
        }
        return Response.page("preview-fleet.jsp");
    }

    /** What an older node has told is not to be read by this version, however often its database is asked again. */
    private static boolean mayBeReadLater(WardenException silence) {
        return silence.problems().stream().noneMatch(problem -> problem.code().equals("PWARDEN0718"));
    }

    /** Shows the last scan at once, and the details from the database if it answers in time. */
    private Response detail(HttpServletRequest request, long id) throws Refusal, WardenException {
        ScanStatus status = latestScan();
        if (status.scan() == null) {
            return waiting(request, id);
        }
        Row row = find(status.scan(), id);
        boolean operator = request.isUserInRole(OPERATOR);
        Explanation explanation = ifAnswered(() -> warden.leases().explain(id)).orElse(null);
        List<Command> commands = explanation == null || !operator
                ? List.of()
                : ifAnswered(() -> warden.kills().killScript(List.of(id)))
                        .map(KillScript::commands)
                        .orElse(List.of());
        LeaseView lease = new LeaseView(explanation == null ? row : explanation.row());
        request.setAttribute("lease", lease);
        request.setAttribute("explanation", explanation);
        TraceUrl traces = warden.settings().traceUrl();
        request.setAttribute(
                "traceUrl", traces == null ? null : traces.of(lease.row().trace()));
        request.setAttribute("commands", commands);
        request.setAttribute("waiters", WaitTree.of(lease.row(), status.scan()));
        request.setAttribute("ticket", Ticket.of(row, explanation, operator));
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        request.setAttribute(
                "kills",
                warden.kills().listKills().stream()
                        .filter(kill -> kill.row().lease().id() == id)
                        .map(KillView::new)
                        .toList());
        return Response.page("lease.jsp");
    }

    /** While the guard or the first scan has not answered: the last scan, on a page that refreshes itself. */
    private Response waiting(HttpServletRequest request, long id) throws Refusal {
        ScanStatus status = latestScan();
        // Before the first scan nothing is known about the lease, not even that it is gone.
        if (status.scan() != null) {
            request.setAttribute("lease", new LeaseView(find(status.scan(), id)));
        }
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        return Response.page("waiting.jsp");
    }

    private static Row find(Scan scan, long id) throws Refusal {
        if (!scan.leasesRead()) {
            throw new Refusal(503, Problem.line(scan.problems()));
        }
        return scan.rows().stream()
                .filter(row -> row.lease().id() == id)
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(404, ConsoleMessages.gone(id, Times.day(scan.at(), ZoneId.systemDefault()))));
    }
}
