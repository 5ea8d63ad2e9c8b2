package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.poolwarden.admin.Kill;
import org.poolwarden.admin.LastLook;
import org.poolwarden.admin.Lookout;
import org.poolwarden.admin.Timeline;
import org.poolwarden.admin.Warden;
import org.poolwarden.leak.Row;

/** The first page: how every pool stands, and the leaks by the place that made them. */
@WebServlet("")
public final class OverviewServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public OverviewServlet() {}

    OverviewServlet(Warden warden, Lookout lookout) {
        super(warden, lookout);
    }

    @Override
    Answer look(HttpServletRequest request) throws Refusal {
        Address address = Address.of(request, "/", List.of("every"));
        LastLook look = lastLook();
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
        request.setAttribute("groups", Group.of(rows));
        request.setAttribute("most", BatchServlet.MOST);
        request.setAttribute("total", rows.size());
        request.setAttribute(
                "running", kills.stream().filter(kill -> !kill.isOver()).count());
        request.setAttribute("every", Parameters.every(address.get("every")));
        request.setAttribute("look", LookView.of(look, now, ZoneId.systemDefault()));
        return Answer.page("overview.jsp");
    }
}
