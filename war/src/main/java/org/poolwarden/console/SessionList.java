package org.poolwarden.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.poolwarden.leak.Session;
import org.poolwarden.leak.SessionId;
import org.poolwarden.leak.Sighting;
import org.poolwarden.leak.Verdict;

/** Which sessions a list shows and in which order, as its address says. */
final class SessionList {

    /** What the files of both lists end with, of sessions and of leases. */
    static final List<String> LAST_COLUMNS = List.of(
            "status",
            "last_call_seconds",
            "event",
            "sql_id",
            "module",
            "client_identifier",
            "machine",
            "program",
            "spid",
            "blocked_by",
            "blocks",
            "undo_records",
            "undo_blocks");

    private static final List<String> PARAMETERS = Listing.parameters("whose", "database");

    private static final Listing.Columns<SightingView> COLUMNS = new Listing.Columns<>(
            "blocks",
            Map.of(
                    "session", by(view -> sortable(view.session().id())),
                    "verdict", by(SightingView::verdict),
                    "user", by(view -> view.session().username()),
                    "idle", by(view -> view.database().open() ? view.session().lastCallSeconds() : null),
                    "module", by(view -> view.session().module()),
                    "machine", by(view -> view.session().machine()),
                    "blocks", by(view -> view.database().open() ? view.session().blocks() : null),
                    "undo", by(view -> view.database().open() ? view.session().undoRecords() : null)));

    private SessionList() {}

    static Listing<SightingView> of(HttpServletRequest request, List<Sighting> sessions) throws Refusal {
        Address address = Address.of(request, "/sessions", PARAMETERS);
        Predicate<Sighting> whose = whose(address.get("whose"));
        String database = address.get("database");
        List<SightingView> filtered = sessions.stream()
                .filter(whose)
                .filter(one -> database == null
                        || database.equals(one.session().id().database().toString()))
                .map(SightingView::new)
                .toList();
        return Listing.of(
                address, sessions.stream().map(SightingView::new).toList(), filtered, COLUMNS, SightingView::text);
    }

    /** As a file. */
    static List<List<String>> csv(List<SightingView> sessions) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(
                List.of("database", "session", "username", "access", "verdict", "reasons", "pool", "lease"));
        head.addAll(LAST_COLUMNS);
        lines.add(head);
        for (SightingView view : sessions) {
            Session session = view.session();
            List<String> line = new ArrayList<>(List.of(
                    session.id().database().toString(),
                    session.id().key(),
                    session.username(),
                    session.access().name(),
                    view.verdict(),
                    String.join("; ", view.reasons())));
            line.add(view.sighting().pool());
            line.add(
                    view.sighting().leaseId() == null
                            ? null
                            : view.sighting().leaseId().toString());
            line.addAll(lastColumns(view.database().open() ? session : null));
            lines.add(line);
        }
        return lines;
    }

    /** The values of {@link #LAST_COLUMNS}; nothing in any of them for null, a session that is masked. */
    static List<String> lastColumns(Session session) {
        if (session == null) {
            return Collections.nCopies(LAST_COLUMNS.size(), null);
        }
        return Arrays.asList(
                session.status(),
                Long.toString(session.lastCallSeconds()),
                session.event(),
                session.sqlId(),
                session.module(),
                session.clientIdentifier(),
                session.machine(),
                session.program(),
                session.spid(),
                session.blockedBy(),
                Integer.toString(session.blocks()),
                Long.toString(session.undoRecords()),
                Long.toString(session.undoBlocks()));
    }

    /** A text whose order is that of the numbers. */
    static String sortable(SessionId id) {
        return String.format(Locale.ROOT, "%s %010d %010d %010d", id.database(), id.instance(), id.sid(), id.serial());
    }

    /** Absent means this server's and what may be: all but those of others. */
    private static Predicate<Sighting> whose(String whose) throws Refusal {
        return switch (whose == null ? "ours" : whose) {
            case "ours" -> one -> one.judgement().verdict() != Verdict.FOREIGN;
            case "orphans" -> one -> one.judgement().verdict() == Verdict.ORPHAN;
            case "all" -> one -> true;
            default -> throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
        };
    }

    private static <V extends Comparable<V>> Comparator<SightingView> by(Function<SightingView, V> key) {
        return Comparator.comparing(key, Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
