package org.poolwarden.console.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.poolwarden.console.web.Refusal;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after it; null if there is none
 * @param total how many items match on all pages; null if that is not known
 */
record Page<T>(List<T> items, String next, Integer total) {

    private static final int DIGITS = 19;

    /** The page of a list that its keys order. The item of the cursor need not be there any more. */
    static <T> Page<T> ordered(String name, List<T> all, Function<T, String> key, Asked asked) throws Refusal {
        return ordered(name, all, key, Comparator.naturalOrder(), asked);
    }

    /** The page of a list of kills or batches, the newest first. The one of the cursor may have been forgotten. */
    static <T> Page<T> newest(String name, List<T> all, Function<T, String> id, Asked asked) throws Refusal {
        return ordered(name, all, id.andThen(Page::padded), Comparator.reverseOrder(), asked);
    }

    private static <T> Page<T> ordered(
            String name, List<T> all, Function<T, String> key, Comparator<String> order, Asked asked) throws Refusal {
        // each key is made once: to sort by it asks for it many times
        List<Map.Entry<String, T>> sorted = all.stream()
                .map(item -> Map.entry(key.apply(item), item))
                .sorted(Map.Entry.comparingByKey(order))
                .toList();
        Cursor cursor = asked.cursor(name);
        int from = cursor == null
                ? 0
                : (int) sorted.stream()
                        .filter(item -> order.compare(item.getKey(), cursor.key()) <= 0)
                        .count();
        return cut(name, sorted, from, asked.limit());
    }

    /** An id ends with a number that counts up. With as many digits as all others it sorts as a text does. */
    private static String padded(String id) {
        int number = id.lastIndexOf('-') + 1;
        return id.substring(0, number)
                + "0".repeat(Math.max(0, DIGITS - (id.length() - number)))
                + id.substring(number);
    }

    private static <T> Page<T> cut(String name, List<Map.Entry<String, T>> all, int from, int limit) {
        int to = Math.min(all.size(), from + limit);
        String next =
                to == all.size() ? null : new Cursor(name, all.get(to - 1).getKey()).toString();
        List<T> items = all.subList(from, to).stream().map(Map.Entry::getValue).toList();
        return new Page<>(items, next, all.size());
    }
}
