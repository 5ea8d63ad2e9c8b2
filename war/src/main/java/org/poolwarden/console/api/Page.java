package org.poolwarden.console.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.poolwarden.console.web.ApiMessages;
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
        List<Keyed<T>> sorted = all.stream()
                .map(item -> new Keyed<>(key.apply(item), item))
                .sorted(Comparator.comparing(Keyed::key, order))
                .toList();
        Cursor cursor = asked.cursor(name);
        int from = cursor == null
                ? 0
                : (int) sorted.stream()
                        .filter(one -> order.compare(one.key(), cursor.key()) <= 0)
                        .count();
        return cut(name, sorted, from, asked.limit());
    }

    /** A text that sorts as numbers do. */
    static String key(long number) {
        return padded(Long.toString(number));
    }

    /** An id ends with a number that counts up. With as many digits as all others it sorts as a text does. */
    private static String padded(String id) {
        int number = id.lastIndexOf('-') + 1;
        return id.substring(0, number)
                + "0".repeat(Math.max(0, DIGITS - (id.length() - number)))
                + id.substring(number);
    }

    private static <T> Page<T> cut(String name, List<Keyed<T>> all, int from, int limit) {
        int to = Math.min(all.size(), from + limit);
        String next = to == all.size() ? null : new Cursor(name, all.get(to - 1).key()).toString();
        return new Page<>(all.subList(from, to).stream().map(Keyed::item).toList(), next, all.size());
    }

    /** An item and what orders it, which is made once and not in each comparison. */
    private record Keyed<T>(String key, T item) {}

    /**
     * The place of an item in a list, by what orders the list, so that items that come or go meanwhile move nothing: a
     * page has what follows this item, whether it is still there or not.
     *
     * @param list the name of the list
     * @param key what orders the list, of the last item of a page
     */
    record Cursor(String list, String key) {

        private static final int LONGEST = 2_000;

        /** Refuses what this API has not written, and the cursor of another list. */
        static Cursor read(String list, String text) throws Refusal {
            try {
                String plain = text.length() > LONGEST
                        ? ""
                        : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                if (plain.startsWith(list + " ")
                        && new Cursor(list, plain.substring(list.length() + 1)).isWritten(text)) {
                    return new Cursor(list, plain.substring(list.length() + 1));
                }
            } catch (IllegalArgumentException noBase64) {
                throw refusal();
            }
            throw refusal();
        }

        /** Base64 has several texts for the same bytes. */
        private boolean isWritten(String text) {
            return toString().equals(text);
        }

        static Refusal refusal() {
            return new Refusal(400, ApiMessages.NO_CURSOR);
        }

        /** As it stands in an answer and in an address. */
        @Override
        public String toString() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((list + " " + key).getBytes(StandardCharsets.UTF_8));
        }
    }
}
