package org.poolwarden.console.list;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.poolwarden.console.view.ClassifiedSessionView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.SessionId;

/** Chooses and sorts the sessions that a list shows, as its address says. */
public final class SessionList {

    /** By database and numbers. What is not known comes first. */
    static final Comparator<SessionId> ORDER = Comparator.nullsFirst(
            Comparator.comparing((SessionId id) -> id.database().toString())
                    .thenComparingInt(SessionId::instance)
                    .thenComparingInt(SessionId::sid)
                    .thenComparingInt(SessionId::serial));

    private static final List<String> PARAMETERS = Listing.parameters("whose", "database");

    private static final Listing.Columns<ClassifiedSessionView> COLUMNS = new Listing.Columns<>(
            "blocks",
            Map.of(
                    "session",
                            Comparator.comparing(
                                    (ClassifiedSessionView view) ->
                                            view.session().id(),
                                    ORDER),
                    "verdict", by(ClassifiedSessionView::verdict),
                    "user", by(view -> view.session().username()),
                    "idle", by(view -> view.database().open() ? view.session().lastCallSeconds() : null),
                    "module", by(view -> view.session().module()),
                    "machine", by(view -> view.session().machine()),
                    "blocks", by(view -> view.database().open() ? view.session().blocks() : null),
                    "frees", by(view -> view.waits().requests()),
                    "undo", by(view -> view.database().open() ? view.session().undoRecords() : null)));

    private SessionList() {}

    /** The part of the list that the address asks for. Refuses unknown filters and orders. */
    public static Listing<ClassifiedSessionView> of(HttpServletRequest request, List<ClassifiedSession> sessions)
            throws Refusal {
        PageUrl address = PageUrl.of(request, "/sessions", PARAMETERS);
        Predicate<ClassifiedSession> whose = whose(
                address.get("whose"),
                one -> one.judgement().verdict() != Verdict.FOREIGN,
                one -> one.judgement().verdict() == Verdict.ORPHAN);
        String database = address.get("database");
        List<ClassifiedSessionView> filtered = sessions.stream()
                .filter(whose)
                .filter(one -> database == null
                        || database.equals(one.session().id().database().toString()))
                .map(ClassifiedSessionView::new)
                .toList();
        return Listing.of(address, sessions.size(), filtered, COLUMNS, ClassifiedSessionView::text);
    }

    /** Which sessions to show. If the parameter is absent, all but the foreign ones. */
    static <T> Predicate<T> whose(String whose, Predicate<T> ours, Predicate<T> orphan) throws Refusal {
        return switch (whose == null ? "ours" : whose) {
            case "ours" -> ours;
            case "orphans" -> orphan;
            case "all" -> one -> true;
            default -> throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
        };
    }

    private static <V extends Comparable<V>> Comparator<ClassifiedSessionView> by(
            Function<ClassifiedSessionView, V> key) {
        return Listing.by(key);
    }
}
