package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Completeness;
import org.poolwarden.console.export.RecordRows;
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
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.mapping.LeaseMapper;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.ScanStatus;

/** Every lease, searched, sorted and filtered, as a page and as a CSV file. */
@WebServlet({"/leases", "/leases.csv"})
public final class LeasesServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public LeasesServlet() {}

    LeasesServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal {
        ScanStatus status = latestScan();
        List<Row> rows = status.scan() == null ? List.of() : status.scan().rows();
        Listing<LeaseView> list = LeaseList.of(request, rows);
        if (request.getServletPath().endsWith(".csv")) {
            return csv(request, status, list);
        }
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        TreeSet<String> pools = new TreeSet<>();
        for (Row row : rows) {
            counts.merge(row.judgement().verdict(), 1, Integer::sum);
            pools.add(row.lease().pool());
        }
        request.setAttribute("list", list);
        boolean complete = status.problems().stream().noneMatch(Problem::hides);
        request.setAttribute("complete", complete);
        request.setAttribute("csv", Completeness.file(list.address().at(request, "/leases.csv"), complete));
        request.setAttribute("counts", counts);
        request.setAttribute("poolNames", pools);
        request.setAttribute("pools", PoolNames.shortest(pools));
        request.setAttribute("leaks", rows.stream().filter(Row::isLeak).count());
        request.setAttribute("folded", FoldedColumns.of(list.items()));
        refreshing(request, list.address().get("every"));
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        return Response.page("leases.jsp");
    }

    private static Response csv(HttpServletRequest request, ScanStatus status, Listing<LeaseView> list) {
        List<EntityRecord> records =
                list.found().stream().map(lease -> LeaseMapper.of(lease.row())).toList();
        return Completeness.csv(
                request, "leases", status.problems(), RecordRows.of(Entity.LEASE, records, reader(request)));
    }
}
