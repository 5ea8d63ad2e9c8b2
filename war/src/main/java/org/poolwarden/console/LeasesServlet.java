package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Completeness;
import org.poolwarden.console.fleet.FleetLease;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.list.FleetLeaseList;
import org.poolwarden.console.list.FoldedColumns;
import org.poolwarden.console.list.LeaseList;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.list.PoolNames;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.FleetAdmin.ListOfNodes;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.mapping.LeaseMapper;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.ScanStatus;

/** Every lease of this node or of all nodes, searched, sorted and filtered, as a page and as a CSV file. */
@WebServlet({"/leases", "/leases.csv"})
public final class LeasesServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public LeasesServlet() {}

    LeasesServlet(Warden warden, FleetAdmin fleet) {
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
        List<Row> rows = status.scan() == null ? List.of() : status.scan().rows();
        Listing<LeaseView> list = LeaseList.of(request, rows);
        if (isFile(request)) {
            List<EntityRecord> records = list.found().stream()
                    .map(lease -> LeaseMapper.of(lease.row()))
                    .toList();
            return csv(request, "leases", status.problems(), Entity.LEASE, records);
        }
        boolean complete = status.problems().stream().noneMatch(Problem::hides);
        attributes(request, list, complete, rows, row -> row.judgement().verdict(), row -> row.lease()
                .pool());
        request.setAttribute("leaks", rows.stream().filter(Row::isLeak).count());
        request.setAttribute("folded", FoldedColumns.of(list.items()));
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        return Response.page("leases.jsp");
    }

    private Response ofAllNodes(HttpServletRequest request) throws Refusal, WardenException {
        ListOfNodes told = fleet.listWithNodes(Operation.LIST_LEASES);
        Object self = told.list().head().get("node");
        List<FleetLease> leases = told.list().records().stream()
                .map(lease -> new FleetLease(lease, self.equals(lease.get("node"))))
                .toList();
        Listing<FleetLease> list = FleetLeaseList.of(request, leases);
        if (isFile(request)) {
            return csv(request, "leases-of-all-nodes", told.list(), Entity.FLEET_LEASE, list);
        }
        attributes(request, list, told.list().isComplete(), leases, FleetLease::known, FleetLease::pool);
        request.setAttribute("leaks", leases.stream().filter(FleetLease::isLeak).count());
        request.setAttribute("folded", FoldedColumns.NONE);
        nodes(request, told.nodes(), told.list());
        return Response.page("leases.jsp");
    }

    private <T> void attributes(
            HttpServletRequest request,
            Listing<?> list,
            boolean complete,
            Collection<T> all,
            Function<T, Verdict> verdict,
            Function<T, String> pool)
            throws Refusal {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        TreeSet<String> pools = new TreeSet<>();
        all.stream().map(verdict).filter(Objects::nonNull).forEach(one -> counts.merge(one, 1, Integer::sum));
        all.stream().map(pool).filter(Objects::nonNull).forEach(pools::add);
        request.setAttribute("list", list);
        request.setAttribute("complete", complete);
        request.setAttribute("csv", Completeness.file(list.address().at(request, "/leases.csv"), complete));
        request.setAttribute("counts", counts);
        request.setAttribute("poolNames", pools);
        request.setAttribute("pools", PoolNames.shortest(pools));
        scope(request, list.address());
        refreshing(request, list.address().get("every"));
    }
}
