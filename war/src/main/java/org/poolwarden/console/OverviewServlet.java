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
import org.poolwarden.scan.LatestScan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.scan.Timeline;

/** The first page: how every pool stands, and the leaks by the place that made them. */
@WebServlet("")
public final class OverviewServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public OverviewServlet() {}

    OverviewServlet(Warden warden, LatestScan lookout) {
        super(warden, lookout);
    }

    @Override
    Response look(HttpServletRequest request) throws Refusal {
        PageUrl address = PageUrl.of(request, "/", List.of("every"));
        ScanStatus look = lastLook();
        List<Row> rows = look.scan() == null ? List.of() : look.scan().rows();
        List<Kill> kills = warden.kills();
        Instant now = Instant.now();
        Map<String, TimelineView> timelines = lookout.timelines().stream()
                .collect(Collectors.toMap(Timeline::pool, timeline -> TimelineView.of(timeline, kills, now)));
        request.setAttribute(
                "pools",
                warden.listPools().stream()
                        .map(pool -> PoolView.of(pool, rows, timelines.getOrDefault(pool.name(), TimelineView.EMPTY)))
                        .toList());
        request.setAttribute("groups", LeakGroup.of(rows));
        request.setAttribute("most", BatchServlet.MOST);
        request.setAttribute("total", rows.size());
        request.setAttribute(
                "running", kills.stream().filter(kill -> !kill.isOver()).count());
        request.setAttribute("every", Parameters.every(address.get("every")));
        request.setAttribute("look", ScanView.of(look, now, ZoneId.systemDefault()));
        return Response.page("overview.jsp");
    }
}
