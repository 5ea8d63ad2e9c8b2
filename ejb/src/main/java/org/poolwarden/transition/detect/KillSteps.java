package org.poolwarden.transition.detect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.transition.KillTransition;
import org.poolwarden.transition.Transition;

/** The steps of kills that were seen. The oldest kill is told first, and none of its states is left out. */
final class KillSteps {

    private final Map<String, Kill.Step> last = new HashMap<>();

    void compare(List<Kill> kills, Consumer<Transition> out) {
        Set<String> remembered = new HashSet<>();
        for (int i = kills.size() - 1; i >= 0; i--) {
            Kill kill = kills.get(i);
            remembered.add(kill.id());
            last.put(kill.id(), compare(kill, last.get(kill.id()), out));
        }
        last.keySet().retainAll(remembered);
    }

    /** @return the last step */
    private static Kill.Step compare(Kill kill, Kill.Step until, Consumer<Transition> out) {
        List<Kill.Step> steps = kill.steps();
        int from = until == null ? 0 : steps.lastIndexOf(until) + 1;
        Kill.Step before = until;
        for (Kill.Step step : steps.subList(from, steps.size())) {
            KillTransition transition = new KillTransition(kill, before, step);
            if (transition.isOfSession() || transition.isOfSlot()) {
                out.accept(transition);
            }
            before = step;
        }
        return before;
    }
}
