package org.poolwarden.console.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.poolwarden.admin.AuditedKill;
import org.poolwarden.console.view.AuditView;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.guard.AuditEntry;

/** Which rows of the audit a list shows and in which order, as its address says. */
public final class AuditList {

    public static final List<String> PARAMETERS = Listing.parameters("session", "database", "outcome");

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

    public static Listing<AuditView> of(PageUrl address, List<AuditedKill> kills) throws Refusal {
        String outcome = address.get("outcome");
        List<AuditView> all = kills.stream().map(AuditView::new).toList();
        List<AuditView> filtered = all.stream()
                .filter(view -> outcome == null || outcome.equals(view.entry().outcome()))
                .toList();
        return Listing.of(address, all, filtered, COLUMNS, AuditView::text);
    }

    /** What is shown, as a file. */
    public static List<List<String>> csv(List<AuditView> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "database",
                "audit_row",
                "at",
                "action",
                "session",
                "username",
                "machine",
                "program",
                "requester",
                "reason",
                "outcome",
                "error",
                "duration_ms",
                "note",
                "noted_at",
                "session_user",
                "os_user",
                "host",
                "address",
                "kill"));
        for (AuditView view : rows) {
            AuditEntry entry = view.entry();
            lines.add(Arrays.asList(
                    entry.database().toString(),
                    Long.toString(entry.id()),
                    view.at(),
                    entry.action(),
                    entry.session(),
                    entry.username(),
                    entry.machine(),
                    entry.program(),
                    entry.requester(),
                    entry.reason(),
                    entry.outcome(),
                    view.error(),
                    entry.durationMillis() == null
                            ? null
                            : entry.durationMillis().toString(),
                    entry.note(),
                    view.notedAt(),
                    entry.sessionUser(),
                    entry.osUser(),
                    entry.host(),
                    entry.address(),
                    view.kill().killId()));
        }
        return lines;
    }

    private static <V extends Comparable<? super V>> Comparator<AuditView> by(Function<AuditView, V> key) {
        return Comparator.comparing(key, Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
