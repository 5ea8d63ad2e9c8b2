package org.poolwarden.fleet;

import java.util.List;
import java.util.Map;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.Wire.Asked;
import org.poolwarden.fleet.Wire.Unreadable;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/**
 * Answers what other nodes ask. It answers on the thread that brings the question, which belongs to the cluster:
 * therefore no answer waits longer than a moment. It never throws; what it does not know it refuses in words. Safe for
 * use by several threads.
 */
public final class Responder {

    private final String node;
    private final String release;
    private final Map<String, Answer> answers;
    private final Map<String, FleetAct> acts;

    /**
     * Answers for one node.
     *
     * @param release of Poolwarden here, which a node of another one is told
     * @param answers by the name of the question
     * @param acts by the name of the question, which is none of the others'
     */
    public Responder(String node, String release, Map<String, Answer> answers, Map<String, FleetAct> acts) {
        this.node = node;
        this.release = release;
        this.answers = Map.copyOf(answers);
        this.acts = Map.copyOf(acts);
    }

    /** Answers for one node that does nothing for others. */
    public Responder(String node, Map<String, Answer> answers) {
        this(node, "unknown", answers, Map.of());
    }

    /** The answer, or a refusal, to what another node has sent. */
    public String respond(String text) {
        try {
            return respond(Wire.asked(text, who()));
        } catch (Unreadable e) {
            return Wire.refusal(node, Fault.UNAVAILABLE, e.problems());
        } catch (WardenException e) {
            return Wire.refusal(node, e.fault(), e.problems());
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.questionBroke(e);
            Problem failed = Messages.LOG.questionFailed(e.getClass().getName());
            return Wire.refusal(node, Fault.UNAVAILABLE, List.of(failed));
        }
    }

    private String respond(Asked asked) throws WardenException {
        FleetAct act = acts.get(asked.name());
        if (act != null && asked.with() != null) {
            return Wire.done(node, act.run(asked.with()));
        }
        Answer answer = answers.get(asked.name());
        if (answer == null) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.unknownQuestion(who(), asked.name()), null);
        }
        return Wire.answer(node, answer.get(), asked);
    }

    private String who() {
        return "Poolwarden " + release;
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
