package org.poolwarden.console;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.poolwarden.admin.Warden;
import org.poolwarden.console.export.Completeness;
import org.poolwarden.console.fleet.FleetKill;
import org.poolwarden.console.fleet.FleetNodes;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.fleet.ToldKills;
import org.poolwarden.console.fleet.ToldKills.Last;
import org.poolwarden.console.list.FleetKillList;
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
import org.poolwarden.contract.Operation;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.FleetAdmin.ListOfNodes;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.logging.Messages;
import org.poolwarden.mapping.KillMapper;
import org.poolwarden.request.WardenException;

/**
 * One kill, the kills that this node or all nodes remember, and the POST that requests or withdraws one, which another
 * node does if it has the lease. It waits for no database.
 */
@WebServlet({"/kill", "/kills", "/kills.csv", "/withdraw"})
public final class KillServlet extends ConsolePage {

    private static final long serialVersionUID = 1L;

    /** Of kills that other nodes have. */
    private final transient ToldKills told = new ToldKills();

    /** For the container. */
    public KillServlet() {}

    KillServlet(Warden warden, FleetAdmin fleet) {
        super(warden, fleet);
    }

    @Override
    Response show(HttpServletRequest request) throws Refusal, WardenException {
        switch (request.getServletPath()) {
            case "/kill" -> {
                return request.getParameter("lease") == null
                        ? one(request, Parameters.kill(request.getParameter("id")))
                        : unsure(request, Parameters.lease(request.getParameter("lease")));
            }
            case "/kills", "/kills.csv" -> {
                return ScopeChoice.isOfAll(request.getParameter(ScopeChoice.PARAMETER))
                        ? ofAllNodes(request)
                        : ofThisNode(request);
            }
            default -> throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
        }
    }

    private Response ofThisNode(HttpServletRequest request) throws Refusal {
        List<Kill> kills = warden.kills().listKills();
        Listing<KillView> list = KillList.of(request, kills);
        if (isFile(request)) {
            List<EntityRecord> records = list.found().stream()
                    .map(view -> KillMapper.of(view.kill()))
                    .toList();
            return csv(request, "kills", List.of(), Entity.KILL, records);
        }
        counts(request, kills, Kill::session, Kill::isOver);
        request.setAttribute("list", list);
        request.setAttribute("csv", list.address().at(request, "/kills.csv"));
        request.setAttribute(
                "batches",
                warden.kills().listBatches().stream().map(BatchView::new).toList());
        scope(request, list.address());
        return Response.page("kills.jsp");
    }

    private Response ofAllNodes(HttpServletRequest request) throws Refusal, WardenException {
        ListOfNodes told = fleet.listWithNodes(Operation.LIST_KILLS);
        List<FleetKill> kills =
                told.list().records().stream().map(FleetKill::of).toList();
        Listing<FleetKill> list = FleetKillList.of(request, kills);
        if (isFile(request)) {
            return csv(request, "kills-of-all-nodes", told.list(), Entity.FLEET_KILL, list);
        }
        boolean complete = told.list().isComplete();
        counts(request, kills, FleetKill::knownSession, FleetKill::over);
        request.setAttribute("list", list);
        request.setAttribute("complete", complete);
        request.setAttribute("csv", Completeness.file(list.address().at(request, "/kills.csv"), complete));
        scope(request, list.address());
        nodes(request, told.nodes(), told.list());
        return Response.page("kills-fleet.jsp");
    }

    private static <T> void counts(
            HttpServletRequest request, List<T> kills, Function<T, Kill.SessionState> session, Predicate<T> over) {
        Map<Kill.SessionState, Integer> counts = new EnumMap<>(Kill.SessionState.class);
        kills.stream().map(session).filter(Objects::nonNull).forEach(state -> counts.merge(state, 1, Integer::sum));
        request.setAttribute("counts", counts);
        request.setAttribute("running", kills.stream().filter(over.negate()).count());
    }

    /** One kill, whichever node has it. While that node does not answer, the kill is shown as it told of it last. */
    private Response one(HttpServletRequest request, String id) throws WardenException {
        try {
            Optional<String> other = otherNodeOf(id);
            if (other.isEmpty()) {
                request.setAttribute("kill", new KillView(warden.kills().kill(id)));
                return Response.page("kill.jsp");
            }
            FleetKill kill = new FleetKill(other.get(), fleet.kills().state(other.get(), id));
            told.keep(kill, Instant.now());
            request.setAttribute("kill", kill);
        } catch (WardenException e) {
            Last last = isSilence(e) ? lastTold(id).orElseThrow(() -> e) : null;
            if (last == null) {
                throw e;
            }
            request.setAttribute("kill", last.kill());
            request.setAttribute("trouble", e.getMessage());
            request.setAttribute("age", last.age(Instant.now()));
        }
        return Response.page("kill-fleet.jsp");
    }

    /** The other node that has the kill. Empty if this server remembers it, or if no other node gives such ids. */
    private Optional<String> otherNodeOf(String kill) throws WardenException {
        return fleet.isAlone()
                        || warden.kills().listKills().stream()
                                .anyMatch(own -> own.id().equals(kill))
                ? Optional.empty()
                : fleet.kills().nodeOfKill(kill);
    }

    /** What this page was told, or else what any list of kills was. */
    private Optional<Last> lastTold(String id) {
        Optional<Last> kept = told.last(id);
        if (kept.isPresent()) {
            return kept;
        }
        try {
            return fleet.listWithNodes(Operation.LIST_KILLS).list().records().stream()
                    .filter(kill -> id.equals(kill.get("killId")))
                    .findFirst()
                    .map(kill -> new Last(FleetKill.of(kill), (Instant) kill.get("answerTime")));
        } catch (WardenException e) {
            Messages.LOG.debug("What is known of kill " + id, e);
            return Optional.empty();
        }
    }

    /** After a request to which another node has not said whether it accepts it: the kills that it tells of. */
    private Response unsure(HttpServletRequest request, long lease) throws WardenException {
        ListOfNodes kills = fleet.listWithNodes(Operation.LIST_KILLS);
        request.setAttribute("id", Long.toString(lease));
        request.setAttribute("other", request.getParameter(NODE));
        request.setAttribute("nodes", FleetNodes.of(kills.nodes()));
        request.setAttribute(
                "kills",
                kills.list().records().stream()
                        .filter(kill -> Long.valueOf(lease).equals(kill.get("leaseId")))
                        .map(FleetKill::of)
                        .toList());
        return Response.page("unsure.jsp");
    }

    @Override
    Response act(HttpServletRequest request) throws Refusal, WardenException {
        operator(request);
        return switch (request.getServletPath()) {
            case "/kill" ->
                request.getParameter("session") == null
                        ? kill(request, Parameters.lease(request.getParameter("lease")))
                        : follow(
                                request,
                                warden.kills().killSession(Parameters.choice(request), killRequest(request, 0)));
            case "/withdraw" -> withdraw(request, Parameters.kill(request.getParameter("id")));
            default -> throw new Refusal(405, ConsoleMessages.WRONG_METHOD);
        };
    }

    private static Response follow(HttpServletRequest request, String kill) {
        return Response.seeOther(PageUrl.of(request, "/kill").with("id", kill));
    }

    /** Another node that has not said in time whether it accepts the request may have begun. */
    private Response kill(HttpServletRequest request, long lease) throws Refusal, WardenException {
        KillRequest kill = killRequest(request, lease);
        Optional<String> other = otherNodeOf(request, lease);
        if (other.isEmpty()) {
            return follow(request, warden.kills().kill(kill));
        }
        try {
            return follow(request, fleet.kills().kill(other.get(), kill));
        } catch (WardenException e) {
            if (e.fault() != WardenException.Fault.NOT_YET) {
                throw e;
            }
            return Response.seeOther(PageUrl.of(request, "/kill")
                    .with("lease", Long.toString(lease))
                    .with(NODE, other.get()));
        }
    }

    private Response withdraw(HttpServletRequest request, String id) throws WardenException {
        Optional<String> other = otherNodeOf(id);
        if (other.isPresent()) {
            fleet.kills().withdraw(other.get(), id);
        } else {
            warden.kills().withdraw(id);
        }
        return follow(request, id);
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
