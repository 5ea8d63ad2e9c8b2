package org.poolwarden.transition.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.GuardTransition;
import org.poolwarden.transition.Transition;

/** The guards that do not answer, from scan to scan. Another reason than before is another transition. */
final class SilentGuards {

    /** No datasource, not installed, unavailable, failed, of a wrong version. */
    private static final Set<String> SILENT =
            Set.of("PWARDEN0201", "PWARDEN0202", "PWARDEN0203", "PWARDEN0204", "PWARDEN0207");

    private final Map<String, Silence> silent = new HashMap<>();

    private record Silence(Instant since, Problem why) {}

    void compare(Scan scan, Consumer<Transition> out) {
        Set<String> now = new HashSet<>();
        for (Problem problem : scan.problems()) {
            if (SILENT.contains(problem.code()) && now.add(problem.subject())) {
                compare(problem, scan.at(), out);
            }
        }
        silent.entrySet().removeIf(entry -> {
            if (now.contains(entry.getKey())) {
                return false;
            }
            Silence was = entry.getValue();
            out.accept(new GuardTransition(entry.getKey(), true, was.why(), Duration.between(was.since(), scan.at())));
            return true;
        });
    }

    private void compare(Problem problem, Instant at, Consumer<Transition> out) {
        Silence before = silent.get(problem.subject());
        if (before != null && before.why().code().equals(problem.code())) {
            return;
        }
        Instant since = before == null ? at : before.since();
        silent.put(problem.subject(), new Silence(since, problem));
        out.accept(new GuardTransition(problem.subject(), false, problem, Duration.between(since, at)));
    }
}
