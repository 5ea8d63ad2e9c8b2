package org.poolwarden.kill.batch;

import java.util.List;
import org.poolwarden.leak.Row;

/**
 * What a batch would do, as a new scan shows it. It guarantees nothing for a later moment: each lease is checked again
 * right before its kill. Immutable.
 *
 * @param allowed whether the batch would be accepted: some leases match, and not more than the maximum
 * @param items the leases that match, the oldest first
 * @param answers the refusal if there is one, then what would be lost, in words
 */
public record BatchPreview(boolean allowed, List<Item> items, List<String> answers) {

    /** Copies both lists. */
    public BatchPreview {
        items = List.copyOf(items);
        answers = List.copyOf(answers);
    }

    /**
     * One lease of a batch.
     *
     * @param refusal why its kill would not begin, as far as that is known without asking the guard; null if no reason
     *     is known
     */
    public record Item(Row row, String refusal) {}
}
