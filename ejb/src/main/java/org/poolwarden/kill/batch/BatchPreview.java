package org.poolwarden.kill.batch;

import java.time.Instant;
import java.util.List;
import org.poolwarden.leak.Row;
import org.poolwarden.request.Problem;

/**
 * What a batch would do, as a new scan shows it. It guarantees nothing for a later moment: each lease is checked again
 * right before its kill. Immutable.
 *
 * @param at when the leases were scanned
 * @param allowed whether the batch would be accepted: some leases match, and not more than the maximum
 * @param items the leases that match, the oldest first
 * @param answers the refusal if there is one, then what would be lost, in words
 * @param problems why leases that would match may be missing; empty if none can be
 */
public record BatchPreview(
        Instant at, boolean allowed, List<Item> items, List<String> answers, List<Problem> problems) {

    /** Copies the lists. */
    public BatchPreview {
        items = List.copyOf(items);
        answers = List.copyOf(answers);
        problems = List.copyOf(problems);
    }

    /**
     * One lease of a batch.
     *
     * @param refusal why its kill would not begin, as far as the server and the guard know now; null if no reason is
     *     known
     */
    public record Item(Row row, String refusal) {}
}
