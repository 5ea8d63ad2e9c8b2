package org.poolwarden.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.request.Problem;

/**
 * What one node told when it was asked, or the last thing that it told if it did not answer.
 *
 * @param node the name of the node
 * @param outcome what came of the question
 * @param told what it told last; null if it never answered this question
 * @param age how long ago that was; null if it never answered
 * @param trouble why it did not answer; empty if it did
 */
public record NodeAnswer(String node, Outcome outcome, Told told, Duration age, List<Problem> trouble) {

    /** What came of a question to one node. */
    public enum Outcome {
        ANSWERED,
        /** No answer in time. */
        SILENT,
        /** The node does not understand the question, or its answer cannot be read here. */
        REFUSED,
        /** The node is there, and no Poolwarden of ours on it. */
        ABSENT,
        /** The node is not there any more. */
        GONE
    }

    /**
     * What a node told. Immutable.
     *
     * @param at when, by this server's clock
     * @param complete whether everything was read that it is made from
     * @param readAt when the node read it, by its own clock; null if it had not read anything yet
     * @param problems what it could not read, each about that node
     * @param items records that have the name of the node
     */
    public record Told(Instant at, boolean complete, Instant readAt, List<Problem> problems, List<EntityRecord> items) {

        public Told {
            problems = List.copyOf(problems);
            items = List.copyOf(items);
        }
    }

    /** Whether the answer came in time. */
    public boolean isAnswered() {
        return outcome == Outcome.ANSWERED;
    }
}
