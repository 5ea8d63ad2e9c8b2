package org.poolwarden.console.list;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.console.view.AuditView;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;

/** Sorts the rows of the audit that a list shows, as its address says. The databases have chosen them. */
public final class AuditList {

    /** The parameters that its address understands. */
    public static final List<String> PARAMETERS =
            Listing.parameters("session", "database", "outcome", "from", "to", "until");

    private static final Listing.Columns<AuditView> COLUMNS = new Listing.Columns<>(
            "at",
            Map.of(
                    "at", by(view -> view.entry().at()),
                    "session", by(view -> view.entry().session()),
                    "requester", by(view -> view.entry().requester()),
                    "action", by(view -> view.entry().action()),
                    "outcome", by(view -> view.entry().outcome()),
                    "took", by(view -> view.entry().durationMillis())));

    private AuditList() {}

    /** The part of the list that the address asks for. Refuses unknown orders. */
    public static Listing<AuditView> of(PageUrl address, List<AuditedKill> kills) throws Refusal {
        List<AuditView> all = kills.stream().map(AuditView::new).toList();
        return Listing.sorted(address, all, all.size(), COLUMNS);
    }

    private static <V extends Comparable<? super V>> Comparator<AuditView> by(Function<AuditView, V> key) {
        return Comparator.comparing(key, Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
