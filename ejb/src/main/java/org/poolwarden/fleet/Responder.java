package org.poolwarden.fleet;

import java.util.Map;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.Wire.Asked;
import org.poolwarden.fleet.Wire.Unreadable;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;

/**
 * Answers what other nodes ask. It answers on the thread that brings the question, which belongs to the cluster:
 * therefore no answer waits longer than a moment. It never throws; what it does not know it refuses in words. Safe for
 * use by several threads.
 */
public final class Responder {

    private final String node;
    private final Map<String, Answer> answers;

    /**
     * Answers for one node.
     *
     * @param answers by the name of the question
     */
    public Responder(String node, Map<String, Answer> answers) {
        this.node = node;
        this.answers = Map.copyOf(answers);
    }

    /** The answer, or a refusal, to what another node has sent. */
    public String respond(String text) {
        try {
            Asked asked = Wire.asked(text);
            Answer answer = answers.get(asked.name());
            return answer == null
                    ? Wire.refusal(node, Messages.LOG.unknownQuestion(asked.name()))
                    : Wire.answer(node, answer.get(), asked);
        } catch (Unreadable e) {
            return Wire.refusal(node, e.problems().get(0));
        } catch (WardenException e) {
            return Wire.refusal(node, e.problems().get(0));
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.questionBroke(e);
            return Wire.refusal(node, Messages.LOG.questionFailed(e.getClass().getName()));
        }
    }

    /** What this node tells. */
    @FunctionalInterface
    public interface Answer {

        /**
         * Waits no longer than a moment.
         *
         * @throws WardenException with a problem if there is no answer by then
         */
        RecordList get() throws WardenException;
    }
}
