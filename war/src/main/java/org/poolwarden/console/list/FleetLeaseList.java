package org.poolwarden.console.list;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.poolwarden.console.fleet.FleetLease;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;

/** Chooses and sorts the leases of all nodes, as the address of the list says. */
public final class FleetLeaseList {

    private static final List<String> PARAMETERS =
            Listing.parameters(ScopeChoice.PARAMETER, ScopeChoice.NODE, "verdict", "pool", "deployment", "site");

    private static final Listing.Columns<FleetLease> COLUMNS = new Listing.Columns<>(
            "age",
            Map.ofEntries(
                    Map.entry("age", Listing.by(FleetLease::ageSeconds)),
                    Map.entry("node", Listing.by(FleetLease::node)),
                    Map.entry("verdict", Listing.by(FleetLease::known)),
                    Map.entry("pool", Listing.by(FleetLease::pool)),
                    Map.entry("site", Listing.by(FleetLease::site)),
                    Map.entry("deployment", Listing.by(FleetLease::deployment)),
                    Map.entry("session", Listing.by(FleetLease::session)),
                    Map.entry("idle", Listing.by(FleetLease::lastCallSeconds)),
                    Map.entry("blocks", Listing.by(FleetLease::blocks)),
                    Map.entry("frees", Listing.by(FleetLease::frees)),
                    Map.entry("undo", Listing.by(FleetLease::undoRecords))));

    private FleetLeaseList() {}

    /** The part of the list that the address asks for. Refuses unknown filters and orders. */
    public static Listing<FleetLease> of(HttpServletRequest request, List<FleetLease> leases) throws Refusal {
        PageUrl address = PageUrl.of(request, "/leases", PARAMETERS);
        Predicate<FleetLease> verdict =
                LeaseList.verdict(address.get("verdict"), FleetLease::isLeak, FleetLease::verdict);
        List<FleetLease> filtered = leases.stream()
                .filter(verdict)
                .filter(lease -> LeaseList.is(address.get(ScopeChoice.NODE), lease.node()))
                .filter(lease -> LeaseList.is(address.get("pool"), lease.pool()))
                .filter(lease -> LeaseList.is(address.get("deployment"), lease.deployment()))
                .filter(lease -> LeaseList.is(address.get("site"), lease.site()))
                .toList();
        return Listing.of(address, leases.size(), filtered, COLUMNS, FleetLease::text);
    }
}
