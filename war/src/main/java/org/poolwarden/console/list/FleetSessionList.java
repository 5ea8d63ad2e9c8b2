package org.poolwarden.console.list;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.poolwarden.console.fleet.FleetSession;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;

/** Chooses and sorts the sessions that all nodes tell of, as the address of the list says. */
public final class FleetSessionList {

    private static final List<String> PARAMETERS =
            Listing.parameters(ScopeChoice.PARAMETER, ScopeChoice.NODE, "whose", "database");

    private static final Listing.Columns<FleetSession> COLUMNS = new Listing.Columns<>(
            "blocks",
            Map.of(
                    "node", Listing.by(FleetSession::node),
                    "session", Listing.by(FleetSession::session),
                    "verdict", Listing.by(FleetSession::known),
                    "user", Listing.by(FleetSession::username),
                    "idle", Listing.by(FleetSession::lastCallSeconds),
                    "module", Listing.by(FleetSession::module),
                    "machine", Listing.by(FleetSession::machine),
                    "blocks", Listing.by(FleetSession::blocks),
                    "frees", Listing.by(FleetSession::frees),
                    "undo", Listing.by(FleetSession::undoRecords)));

    private FleetSessionList() {}

    /** The part of the list that the address asks for. Refuses unknown filters and orders. */
    public static Listing<FleetSession> of(HttpServletRequest request, List<FleetSession> sessions) throws Refusal {
        PageUrl address = PageUrl.of(request, "/sessions", PARAMETERS);
        Predicate<FleetSession> whose =
                SessionList.whose(address.get("whose"), FleetSession::ours, FleetSession::orphan);
        List<FleetSession> filtered = sessions.stream()
                .filter(whose)
                .filter(one -> LeaseList.is(address.get(ScopeChoice.NODE), one.node()))
                .filter(one -> LeaseList.is(address.get("database"), one.database()))
                .toList();
        return Listing.of(address, sessions.size(), filtered, COLUMNS, FleetSession::text);
    }
}
