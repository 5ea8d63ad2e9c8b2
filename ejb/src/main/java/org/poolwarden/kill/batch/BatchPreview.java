package org.poolwarden.kill.batch;

import java.time.Instant;
import java.util.List;
import org.poolwarden.kill.preview.PreviewToken;
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
 * @param token what a request brings to be refused if something has changed; null if the batch is refused now
 */
public record BatchPreview(
        Instant at,
        boolean allowed,
        List<Item> items,
        List<String> answers,
        List<Problem> problems,
        PreviewToken token) {

    /** Copies the lists. */
    public BatchPreview {
        items = List.copyOf(items);
        answers = List.copyOf(answers);
        problems = List.copyOf(problems);
    }

    /** One that has no token yet. */
    public BatchPreview(Instant at, boolean allowed, List<Item> items, List<String> answers, List<Problem> problems) {
        this(at, allowed, items, answers, problems, null);
    }

    /** The same with a token. */
    public BatchPreview with(PreviewToken issued) {
        return new BatchPreview(at, allowed, items, answers, problems, issued);
    }

    /**
     * One lease of a batch.
     *
     * @param refusal why its kill would not begin, as far as the server and the guard know now; null if no reason is
     *     known
     */
    public record Item(Row row, String refusal) {}
}
