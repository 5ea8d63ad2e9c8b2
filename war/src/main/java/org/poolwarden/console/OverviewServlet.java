package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.list.FoldedColumns;
import org.poolwarden.console.list.PoolNames;
import org.poolwarden.console.overview.PoolCard;
import org.poolwarden.console.overview.Triage;
import org.poolwarden.console.view.LeakGroup;
import org.poolwarden.console.view.PoolView;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.console.view.TimelineView;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Row;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.timeline.Timeline;
import org.poolwarden.text.Durations;

/** The first page: the state of every pool and the leaks by call site, or the sums of all nodes. */
@WebServlet("")
public final class OverviewServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public OverviewServlet() {}

    OverviewServlet(Warden warden, FleetAdmin fleet) {
        super(warden, fleet);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        PageUrl address = PageUrl.of(request, "/", List.of(ScopeChoice.PARAMETER, "every", "sort", "span"));
        scope(request, address);
        refreshing(request, address.get("every"));
        if (ScopeChoice.isOfAll(address.get(ScopeChoice.PARAMETER))) {
            RecordList members = fleet.listMembers();
            nodes(request, members.records(), members);
            return Response.page("overview-fleet.jsp");
        }
        return ofThisNode(request, address);
    }

    private Response ofThisNode(HttpServletRequest request, PageUrl address) throws Refusal {
        Duration span = Parameters.span(address.get("span"));
        ScanStatus status = latestScan();
        List<Row> rows = status.scan() == null ? List.of() : status.scan().rows();
        Scan shown = status.forReader().orElse(null);
        List<Kill> kills = warden.kills().listKills();
        Instant now = Instant.now();
        Map<String, TimelineView> timelines = warden.leases().timelines().stream()
                .collect(Collectors.toMap(Timeline::pool, timeline -> TimelineView.of(timeline, kills, now, span)));
        List<PoolView> pools = warden.leases().listPools().stream()
                .map(pool -> PoolView.of(pool, shown, timelines.getOrDefault(pool.name(), TimelineView.EMPTY)))
                .toList();
        Map<String, String> names = PoolNames.shortest(Stream.concat(
                        pools.stream().map(pool -> pool.status().name()),
                        rows.stream().map(row -> row.lease().pool()))
                .toList());
        List<PoolCard> cards =
                PoolCard.of(pools, names, rows, warden.settings().thresholdsOfPools(), ZoneId.systemDefault());
        request.setAttribute("cards", cards);
        request.setAttribute("pools", names);
        request.setAttribute("triage", Triage.of(cards, shown, kills));
        request.setAttribute(
                "threshold", Durations.of(warden.settings().tunables().suspectAfter()));
        request.setAttribute("address", address);
        request.setAttribute("span", span.toMinutes());
        List<LeakGroup> groups = LeakGroup.of(rows, address.get("sort"));
        request.setAttribute("groups", groups);
        request.setAttribute(
                "folded",
                groups.stream().map(group -> FoldedColumns.of(group.leases())).toList());
        request.setAttribute("max", BatchServlet.MAX);
        request.setAttribute("total", rows.size());
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        return Response.page("overview.jsp");
    }
}
