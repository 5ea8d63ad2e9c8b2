package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.view.LeakGroup;
import org.poolwarden.console.view.PoolView;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.console.view.TimelineView;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Row;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.Timeline;

/** The first page: the state of every pool, and the leaks by call site. */
@WebServlet("")
public final class OverviewServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public OverviewServlet() {}

    OverviewServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal {
        PageUrl address = PageUrl.of(request, "/", List.of("every"));
        ScanStatus status = latestScan();
        List<Row> rows = status.scan() == null ? List.of() : status.scan().rows();
        List<Kill> kills = warden.kills().listKills();
        Instant now = Instant.now();
        Map<String, TimelineView> timelines = warden.leases().timelines().stream()
                .collect(Collectors.toMap(Timeline::pool, timeline -> TimelineView.of(timeline, kills, now)));
        request.setAttribute(
                "pools",
                warden.leases().listPools().stream()
                        .map(pool -> PoolView.of(
                                pool, status.scan(), timelines.getOrDefault(pool.name(), TimelineView.EMPTY)))
                        .toList());
        request.setAttribute("groups", LeakGroup.of(rows));
        request.setAttribute("max", BatchServlet.MAX);
        request.setAttribute("total", rows.size());
        request.setAttribute(
                "running", kills.stream().filter(kill -> !kill.isOver()).count());
        request.setAttribute("every", Parameters.every(address.get("every")));
        request.setAttribute("scan", ScanView.of(status, ZoneId.systemDefault()));
        return Response.page("overview.jsp");
    }
}
