package org.poolwarden.console.list;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Refusal;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;

/** Chooses and sorts the leases that a list shows, as its address says. */
public final class LeaseList {

    private static final List<String> PARAMETERS = Listing.parameters("verdict", "pool", "deployment", "site");

    private static final Listing.Columns<LeaseView> COLUMNS = new Listing.Columns<>(
            "age",
            Map.ofEntries(
                    Map.entry("age", by(lease -> lease.lease().age())),
                    Map.entry("verdict", by(LeaseView::verdict)),
                    Map.entry("pool", by(lease -> lease.lease().pool())),
                    Map.entry("site", by(lease -> lease.borrower().callSite())),
                    Map.entry("deployment", by(lease -> lease.borrower().deployment())),
                    Map.entry("session", Comparator.comparing(LeaseView::target, SessionList.ORDER)),
                    Map.entry("idle", by(lease -> lease.open() ? lease.session().lastCallSeconds() : null)),
                    Map.entry(
                            "module", by(lease -> lease.open() ? lease.session().module() : null)),
                    Map.entry(
                            "blocks", by(lease -> lease.open() ? lease.session().blocks() : null)),
                    Map.entry("frees", by(lease -> lease.waits().requests())),
                    Map.entry("undo", by(lease -> lease.open() ? lease.session().undoRecords() : null))));

    private LeaseList() {}

    /** The part of the list that the address asks for. Refuses unknown filters and orders. */
    public static Listing<LeaseView> of(HttpServletRequest request, List<Row> rows) throws Refusal {
        return of(request, rows, null);
    }

    /**
     * The part of the list that the address asks for. Refuses unknown filters and orders.
     *
     * @param always the verdict to show instead of the one in the address; null to follow the address
     */
    public static Listing<LeaseView> of(HttpServletRequest request, List<Row> rows, String always) throws Refusal {
        PageUrl address = PageUrl.of(request, "/leases", PARAMETERS);
        Predicate<Row> verdict =
                verdict(always == null ? address.get("verdict") : always, Row::isLeak, row -> row.judgement()
                        .verdict()
                        .name());
        List<LeaseView> filtered = rows.stream()
                .filter(verdict)
                .filter(row -> is(address.get("pool"), row.lease().pool()))
                .filter(row -> isOf(address.get("deployment"), row.lease().borrower()))
                .filter(row -> is(address.get("site"), row.lease().borrower().callSite()))
                .map(LeaseView::new)
                .toList();
        return Listing.of(address, rows.size(), filtered, COLUMNS, LeaseView::text);
    }

    /**
     * What the filter of verdicts lets through.
     *
     * @param name as in the address
     * @param isLeak what it is if the address asks for leaks
     * @param verdict the name of a lease's verdict; null if it is not known
     */
    static <T> Predicate<T> verdict(String name, Predicate<T> isLeak, Function<T, String> verdict) throws Refusal {
        if (name == null || name.equals("all")) {
            return lease -> true;
        }
        if (name.equals("leaks")) {
            return isLeak;
        }
        Set<String> known = Arrays.stream(Verdict.values()).map(Enum::name).collect(Collectors.toSet());
        Set<String> wanted = Set.copyOf(Arrays.asList(name.split(",", -1)));
        if (!known.containsAll(wanted)) {
            throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
        }
        return lease -> {
            String given = verdict.apply(lease);
            return given != null && wanted.contains(given);
        };
    }

    static boolean is(String wanted, String given) {
        return wanted == null || wanted.equals(given);
    }

    private static boolean isOf(String deployment, Borrower borrower) {
        return deployment == null || borrower.isOf(deployment);
    }

    private static <V extends Comparable<V>> Comparator<LeaseView> by(Function<LeaseView, V> key) {
        return Listing.by(key);
    }
}
