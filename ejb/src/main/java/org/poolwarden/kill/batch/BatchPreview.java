package org.poolwarden.kill.batch;

import java.util.List;
import org.poolwarden.leak.Row;

/**
 * What a batch would meet, from a new scan. It proves nothing about the moment after: each lease is asked again right
 * before its kill.
 *
 * @param allowed whether it would be taken: something matches, and not too much
 * @param items what matches, the oldest lease first
 * @param answers the refusal first if there is one, then what it would cost, in words
 */
public record BatchPreview(boolean allowed, List<Item> items, List<String> answers) {

    public BatchPreview {
        items = List.copyOf(items);
        answers = List.copyOf(answers);
    }

    /**
     * One lease of it.
     *
     * @param refusal why no kill of it would begin, as far as it is known without the guard, which is asked at
     *     each kill; null if nothing speaks against it
     */
    public record Item(Row row, String refusal) {}
}
