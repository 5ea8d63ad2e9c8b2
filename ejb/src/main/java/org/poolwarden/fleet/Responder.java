package org.poolwarden.fleet;

import java.util.Map;
import java.util.function.Supplier;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.Wire.Asked;
import org.poolwarden.fleet.Wire.Unreadable;
import org.poolwarden.logging.Messages;

/**
 * Answers what other nodes ask. It answers on the thread that brings the question, which belongs to the cluster:
 * therefore it is given only what is in memory already. It never throws; what it does not know it refuses in words.
 * Safe for use by several threads.
 */
public final class Responder {

    private final String node;
    private final Map<String, Supplier<RecordList>> answers;

    /**
     * Answers for one node.
     *
     * @param answers by the name of the question; each waits for nothing
     */
    public Responder(String node, Map<String, Supplier<RecordList>> answers) {
        this.node = node;
        this.answers = Map.copyOf(answers);
    }

    /** The answer, or a refusal, to what another node has sent. */
    public String respond(String text) {
        try {
            Asked asked = Wire.asked(text);
            Supplier<RecordList> answer = answers.get(asked.name());
            return answer == null
                    ? Wire.refusal(node, Messages.LOG.unknownQuestion(asked.name()))
                    : Wire.answer(node, answer.get(), asked.max());
        } catch (Unreadable e) {
            return Wire.refusal(node, e.problems().get(0));
        } catch (RuntimeException e) {
            Messages.LOG.questionBroke(e);
            return Wire.refusal(node, Messages.LOG.questionFailed(e.getClass().getName()));
        }
    }
}
