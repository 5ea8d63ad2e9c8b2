package org.poolwarden.console.list;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.poolwarden.console.fleet.FleetKill;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;

/** Chooses and sorts the kills of all nodes, as the address of the list says. */
public final class FleetKillList {

    private static final List<String> PARAMETERS =
            Listing.parameters(ScopeChoice.PARAMETER, ScopeChoice.NODE, "state", "batch");

    private static final Listing.Columns<FleetKill> COLUMNS = new Listing.Columns<>(
            "at",
            Map.of(
                    "at", Listing.by(FleetKill::requestTime),
                    "node", Listing.by(FleetKill::node),
                    "session", Listing.by(FleetKill::session),
                    "requester", Listing.by(FleetKill::requester),
                    "state", Listing.by(FleetKill::sessionState)));

    private FleetKillList() {}

    /** The part of the list that the address asks for. Refuses unknown filters and orders. */
    public static Listing<FleetKill> of(HttpServletRequest request, List<FleetKill> kills) throws Refusal {
        PageUrl address = PageUrl.of(request, "/kills", PARAMETERS);
        Predicate<FleetKill> state = KillList.state(address.get("state"), FleetKill::over, FleetKill::knownSession);
        List<FleetKill> filtered = kills.stream()
                .filter(state)
                .filter(kill -> LeaseList.is(address.get(ScopeChoice.NODE), kill.node()))
                .filter(kill -> LeaseList.is(address.get("batch"), kill.told().text("batchId")))
                .toList();
        return Listing.of(address, kills.size(), filtered, COLUMNS, FleetKill::text);
    }
}
