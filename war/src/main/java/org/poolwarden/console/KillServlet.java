package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Completeness;
import org.poolwarden.console.export.RecordRows;
import org.poolwarden.console.list.KillList;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.view.BatchView;
import org.poolwarden.console.view.KillView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.console.web.Response;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.request.WardenException;

/** One kill, the kills that are remembered, and the POST that requests or withdraws one. It waits for no database. */
@WebServlet({"/kill", "/kills", "/kills.csv", "/withdraw"})
public final class KillServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** For the container. */
    public KillServlet() {}

    KillServlet(Warden warden) {
        super(warden);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        switch (request.getServletPath()) {
            case "/kill" -> {
                Kill kill = warden.kills().kill(Parameters.kill(request.getParameter("id")));
                request.setAttribute("kill", new KillView(kill));
                return Response.page("kill.jsp");
            }
            case "/kills" -> {
                List<Kill> kills = warden.kills().listKills();
                Listing<KillView> list = KillList.of(request, kills);
                Map<Kill.SessionState, Integer> counts = new EnumMap<>(Kill.SessionState.class);
                kills.forEach(kill -> counts.merge(kill.session(), 1, Integer::sum));
                request.setAttribute("list", list);
                request.setAttribute("counts", counts);
                request.setAttribute("csv", list.address().at(request, "/kills.csv"));
                request.setAttribute(
                        "running", kills.stream().filter(kill -> !kill.isOver()).count());
                request.setAttribute(
                        "batches",
                        warden.kills().listBatches().stream()
                                .map(BatchView::new)
                                .toList());
                return Response.page("kills.jsp");
            }
            case "/kills.csv" -> {
                List<EntityRecord> records = KillList.of(request, warden.kills().listKills()).found().stream()
                        .map(view -> KillMapper.of(view.kill()))
                        .toList();
                return Completeness.csv(
                        request, "kills", List.of(), RecordRows.of(Entity.KILL, records, reader(request)));
            }
            default -> throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
        }
    }

    @Override
    Response act(HttpServletRequest request) throws Refusal, WardenException {
        operator(request);
        String kill =
                switch (request.getServletPath()) {
                    case "/kill" -> kill(request);
                    case "/withdraw" ->
                        warden.kills()
                                .withdraw(Parameters.kill(request.getParameter("id")))
                                .id();
                    default -> throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
                };
        return Response.seeOther(PageUrl.of(request, "/kill").with("id", kill));
    }

    /** A session is named where there is no lease. */
    private String kill(HttpServletRequest request) throws Refusal, WardenException {
        return request.getParameter("session") == null
                ? warden.kills().kill(killRequest(request, Parameters.lease(request.getParameter("lease"))))
                : warden.kills().killSession(Parameters.choice(request), killRequest(request, 0));
    }

    private static KillRequest killRequest(HttpServletRequest request, long lease) throws Refusal {
        List<KillMode> modes = Parameters.modes(request.getParameter("mode"));
        return new KillRequest(
                lease,
                modes,
                Parameters.wait(modes, request.getParameter("wait")),
                Parameters.reason(request.getParameter("reason")));
    }
}
