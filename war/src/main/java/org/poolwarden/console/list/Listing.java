package org.poolwarden.console.list;

import java.util.Comparator;
import java.util.LinkedHashMap;
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
 * One page of a list that is searched and sorted. Search, order and page are in the address. Immutable.
 *
 * @param address the address of the list, with its filters
 * @param items the items of this page
 * @param found the items that match, on all pages, in the same order
 * @param total how many items there are without a filter
 * @param page the number of this page, from 1
 * @param pages how many pages there are, at least 1
 * @param sort the column by which it is sorted
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

    /** How many items a page has. */
    public static final int PAGE = 100;

    /** The parameters that every list understands. */
    private static final List<String> PARAMETERS = List.of("q", "sort", "page", "every");

    /** Copies both lists. */
    public Listing {
        items = List.copyOf(items);
        found = List.copyOf(found);
    }

    /** The parameters of a list and those that every list understands. */
    static List<String> parameters(String... own) {
        return Stream.concat(Stream.of(own), PARAMETERS.stream()).toList();
    }

    /**
     * Searches, sorts and cuts.
     *
     * @param total how many items there are without a filter
     * @param columns the columns by which it can be sorted; the first is the default, descending
     * @param text everything that the list shows of an item, for the search
     */
    static <T> Listing<T> of(PageUrl address, int total, List<T> filtered, Columns<T> columns, Function<T, String> text)
            throws Refusal {
        List<String> words = words(address.get("q"));
        List<T> matching = words.isEmpty()
                ? filtered
                : filtered.stream()
                        .filter(one -> matches(words, text.apply(one)))
                        .toList();
        return sorted(address, matching, total, columns);
    }

    /**
     * Sorts and cuts what has been searched.
     *
     * @param total how many items there are without a filter
     */
    static <T> Listing<T> sorted(PageUrl address, List<T> matching, int total, Columns<T> columns) throws Refusal {
        String asked = address.get("sort") == null ? "-" + columns.first() : address.get("sort");
        boolean descending = asked.startsWith("-");
        String sort = descending ? asked.substring(1) : asked;
        Comparator<T> order = columns.order(sort);
        List<T> found =
                matching.stream().sorted(descending ? order.reversed() : order).toList();
        int pages = Math.max(1, (found.size() + PAGE - 1) / PAGE);
        int page = Math.min(pages, Parameters.page(address.get("page")));
        return new Listing<>(
                address,
                found.subList((page - 1) * PAGE, Math.min(found.size(), page * PAGE)),
                found,
                total,
                page,
                pages,
                sort,
                descending);
    }

    /** The address of the first page with another value of a filter. Null or blank removes the filter. */
    public PageUrl with(String filter, String value) {
        return address.with(filter, value).with("page", null);
    }

    /** The filters that are in the address, with their values. The search is one of them, the scope is none. */
    public Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>(address.parameters());
        filters.keySet().removeAll(List.of("sort", "page", "every", "scope"));
        return filters;
    }

    /** How many items match, on all pages. */
    public int matched() {
        return found.size();
    }

    /** The address that sorts by a column. If the list is sorted by it already, the order is reversed. */
    public PageUrl sortedBy(String column) {
        boolean flip = column.equals(sort) && descending;
        return address.with("sort", flip ? column : "-" + column).with("page", null);
    }

    /** The order of a column in the words of aria-sort. */
    public String direction(String column) {
        return !column.equals(sort) ? "none" : descending ? "descending" : "ascending";
    }

    /** The address of the previous page. Null if there is none. */
    public PageUrl previous() {
        return page > 1 ? address.with("page", Integer.toString(page - 1)) : null;
    }

    /** The address of the next page. Null if there is none. */
    public PageUrl next() {
        return page < pages ? address.with("page", Integer.toString(page + 1)) : null;
    }

    /** The number of the first item on this page, from 1. 0 if the page is empty. */
    public int from() {
        return items.isEmpty() ? 0 : (page - 1) * PAGE + 1;
    }

    /** The number of the last item on this page. */
    public int to() {
        return (page - 1) * PAGE + items.size();
    }

    /** The order of a column, the unknown first. */
    static <T, V extends Comparable<V>> Comparator<T> by(Function<T, V> key) {
        return Comparator.comparing(key, Comparator.nullsFirst(Comparator.naturalOrder()));
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
     * The columns by which a list can be sorted.
     *
     * @param first the default column
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
