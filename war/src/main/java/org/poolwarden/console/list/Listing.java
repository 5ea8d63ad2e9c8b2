package org.poolwarden.console.list;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.PageUrl;
import org.poolwarden.console.web.Parameters;
import org.poolwarden.console.web.Refusal;

/**
 * A part of a list: what matches the search, sorted, a page of it. All three stand in the address.
 *
 * @param address the list's own, with its filters
 * @param items those of this page
 * @param found all that match, on all pages, in the same order
 * @param total how many there are without a filter
 * @param page from 1
 * @param pages at least 1
 * @param sort the column that it is sorted by
 * @param descending whether the largest comes first
 */
public record Listing<T>(
        PageUrl address,
        List<T> items,
        List<T> found,
        int total,
        int page,
        int pages,
        String sort,
        boolean descending) {

    public static final int PAGE = 100;

    /** The parameters that every list understands. */
    private static final List<String> PARAMETERS = List.of("q", "sort", "page", "every");

    public Listing {
        items = List.copyOf(items);
        found = List.copyOf(found);
    }

    /** A list's own parameters, and those of every list. */
    static List<String> parameters(String... own) {
        return Stream.concat(Stream.of(own), PARAMETERS.stream()).toList();
    }

    /**
     * @param columns what can be sorted by, each with its order; the first is the default, descending
     * @param text everything that is shown of one, for the search
     */
    static <T> Listing<T> of(
            PageUrl address, List<T> all, List<T> filtered, Columns<T> columns, Function<T, String> text)
            throws Refusal {
        String asked = address.get("sort") == null ? "-" + columns.first() : address.get("sort");
        boolean descending = asked.startsWith("-");
        String sort = descending ? asked.substring(1) : asked;
        Comparator<T> order = columns.order(sort);
        List<String> words = words(address.get("q"));
        List<T> found = filtered.stream()
                .filter(one -> matches(words, text.apply(one)))
                .sorted(descending ? order.reversed() : order)
                .toList();
        int pages = Math.max(1, (found.size() + PAGE - 1) / PAGE);
        int page = Math.min(pages, Parameters.page(address.get("page")));
        return new Listing<>(
                address,
                found.subList((page - 1) * PAGE, Math.min(found.size(), page * PAGE)),
                found,
                all.size(),
                page,
                pages,
                sort,
                descending);
    }

    /** How many match, on all pages. */
    public int matched() {
        return found.size();
    }

    /** The address that sorts by a column: the other way round if it is sorted by it. */
    public PageUrl sortedBy(String column) {
        boolean flip = column.equals(sort) && descending;
        return address.with("sort", flip ? column : "-" + column).with("page", null);
    }

    /** As aria-sort has it. */
    public String direction(String column) {
        return !column.equals(sort) ? "none" : descending ? "descending" : "ascending";
    }

    /** Null if there is none. */
    public PageUrl previous() {
        return page > 1 ? address.with("page", Integer.toString(page - 1)) : null;
    }

    /** Null if there is none. */
    public PageUrl next() {
        return page < pages ? address.with("page", Integer.toString(page + 1)) : null;
    }

    /** The number of the first one on this page, from 1; 0 if there is none. */
    public int from() {
        return items.isEmpty() ? 0 : (page - 1) * PAGE + 1;
    }

    /** The number of the last one on this page. */
    public int to() {
        return (page - 1) * PAGE + items.size();
    }

    private static List<String> words(String search) {
        return search == null
                ? List.of()
                : List.of(search.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    }

    private static boolean matches(List<String> words, String text) {
        String searched = words.isEmpty() ? "" : text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(searched::contains);
    }

    /**
     * What a list can be sorted by.
     *
     * @param first the default
     */
    record Columns<T>(String first, Map<String, Comparator<T>> orders) {

        Comparator<T> order(String name) throws Refusal {
            Comparator<T> order = orders.get(name);
            if (order == null) {
                throw new Refusal(400, ConsoleMessages.UNKNOWN_FILTER);
            }
            return order;
        }
    }
}
