package org.poolwarden.console.list;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.poolwarden.console.view.KillView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.kill.record.Kill;

/** Chooses and sorts the kills that a list shows, as its address says. */
public final class KillList {

    private static final List<String> PARAMETERS = Listing.parameters("state", "batch");

    private static final Listing.Columns<KillView> COLUMNS = new Listing.Columns<>(
            "at",
            Map.of(
                    "at", by(view -> view.kill().requestTime()),
                    "session",
                            Comparator.comparing((KillView view) -> view.lease().target(), SessionList.ORDER),
                    "requester", by(view -> view.kill().requester().toString()),
                    "state", by(view -> view.kill().session().name()),
                    "took", by(KillView::duration)));

    private KillList() {}

    /** The part of the list that the address asks for. Refuses unknown filters and orders. */
    public static Listing<KillView> of(HttpServletRequest request, List<Kill> kills) throws Refusal {
        PageUrl address = PageUrl.of(request, "/kills", PARAMETERS);
        Predicate<Kill> state = state(address.get("state"), Kill::isOver, Kill::session);
        String batch = address.get("batch");
        List<KillView> filtered = kills.stream()
                .filter(state)
                .filter(kill -> batch == null || batch.equals(kill.batchId()))
                .map(KillView::new)
                .toList();
        return Listing.of(address, kills.size(), filtered, COLUMNS, KillView::text);
    }

    /** The filter of that name, for whatever shows a kill. Refuses one that is not known. */
    static <T> Predicate<T> state(String name, Predicate<T> over, Function<T, Kill.SessionState> session)
            throws Refusal {
        if (name == null) {
            return kill -> true;
        }
        if (name.equals("running")) {
            return over.negate();
        }
        return Arrays.stream(Kill.SessionState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .<Predicate<T>>map(state -> kill -> session.apply(kill) == state)
                .orElseThrow(() -> new Refusal(400, ConsoleMessages.UNKNOWN_FILTER));
    }

    private static <V extends Comparable<? super V>> Comparator<KillView> by(Function<KillView, V> key) {
        return Comparator.comparing(key, Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
