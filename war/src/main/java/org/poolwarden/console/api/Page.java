package org.poolwarden.console.api;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.poolwarden.console.web.Refusal;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after it; null if there is none
 * @param total how many items match on all pages; null if that is not known
 */
record Page<T>(List<T> items, String next, Integer total) {

    /** The page of a list that its keys order. The item of the cursor need not be there any more. */
    static <T> Page<T> ordered(String name, List<T> all, Function<T, String> key, Asked asked) throws Refusal {
        List<T> sorted = all.stream().sorted(Comparator.comparing(key)).toList();
        Cursor cursor = asked.cursor(name);
        int from = cursor == null
                ? 0
                : (int) sorted.stream()
                        .filter(item -> key.apply(item).compareTo(cursor.key()) <= 0)
                        .count();
        return cut(name, sorted, key, from, asked.limit());
    }

    /** The page of a list whose order its keys do not tell. The item of the cursor must still be there. */
    static <T> Page<T> kept(String name, List<T> all, Function<T, String> key, Asked asked) throws Refusal {
        Cursor cursor = asked.cursor(name);
        int from = 0;
        if (cursor != null) {
            from = all.stream().map(key).toList().indexOf(cursor.key()) + 1;
            if (from == 0) {
                throw Cursor.refusal();
            }
        }
        return cut(name, all, key, from, asked.limit());
    }

    private static <T> Page<T> cut(String name, List<T> all, Function<T, String> key, int from, int limit) {
        int to = Math.min(all.size(), from + limit);
        String next = to == all.size() ? null : new Cursor(name, key.apply(all.get(to - 1))).toString();
        return new Page<>(all.subList(from, to), next, all.size());
    }
}
