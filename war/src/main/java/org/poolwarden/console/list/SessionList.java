package org.poolwarden.console.list;

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
import org.poolwarden.console.view.ClassifiedSessionView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/** Which sessions a list shows and in which order, as its address says. */
public final class SessionList {

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

    private static final Listing.Columns<ClassifiedSessionView> COLUMNS = new Listing.Columns<>(
            "blocks",
            Map.of(
                    "session", by(view -> sortable(view.session().id())),
                    "verdict", by(ClassifiedSessionView::verdict),
                    "user", by(view -> view.session().username()),
                    "idle", by(view -> view.database().open() ? view.session().lastCallSeconds() : null),
                    "module", by(view -> view.session().module()),
                    "machine", by(view -> view.session().machine()),
                    "blocks", by(view -> view.database().open() ? view.session().blocks() : null),
                    "undo", by(view -> view.database().open() ? view.session().undoRecords() : null)));

    private SessionList() {}

    public static Listing<ClassifiedSessionView> of(HttpServletRequest request, List<ClassifiedSession> sessions)
            throws Refusal {
        PageUrl address = PageUrl.of(request, "/sessions", PARAMETERS);
        Predicate<ClassifiedSession> whose = whose(address.get("whose"));
        String database = address.get("database");
        List<ClassifiedSessionView> filtered = sessions.stream()
                .filter(whose)
                .filter(one -> database == null
                        || database.equals(one.session().id().database().toString()))
                .map(ClassifiedSessionView::new)
                .toList();
        return Listing.of(
                address,
                sessions.stream().map(ClassifiedSessionView::new).toList(),
                filtered,
                COLUMNS,
                ClassifiedSessionView::text);
    }

    /** As a file. */
    public static List<List<String>> csv(List<ClassifiedSessionView> sessions) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(
                List.of("database", "session", "username", "access", "verdict", "reasons", "pool", "lease"));
        head.addAll(LAST_COLUMNS);
        lines.add(head);
        for (ClassifiedSessionView view : sessions) {
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
    private static Predicate<ClassifiedSession> whose(String whose) throws Refusal {
        return switch (whose == null ? "ours" : whose) {
            case "ours" -> one -> one.judgement().verdict() != Verdict.FOREIGN;
            case "orphans" -> one -> one.judgement().verdict() == Verdict.ORPHAN;
            case "all" -> one -> true;
            default -> throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
        };
    }

    private static <V extends Comparable<V>> Comparator<ClassifiedSessionView> by(
            Function<ClassifiedSessionView, V> key) {
        return Comparator.comparing(key, Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
