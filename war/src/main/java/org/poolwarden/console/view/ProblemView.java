package org.poolwarden.console.view;

import java.util.List;
import java.util.Set;
import org.poolwarden.request.Problem;

/** What could not be read, as the core says it; for some, the commands that fix it. */
public record ProblemView(Problem problem) {

    /** The numbers of the messages that have a help text. */
    public static final Set<String> WITH_HELP =
            Set.of("PWARDEN0102", "PWARDEN0201", "PWARDEN0202", "PWARDEN0203", "PWARDEN0207");

    public static List<ProblemView> of(List<Problem> problems) {
        return problems.stream().map(ProblemView::new).toList();
    }

    public String code() {
        return problem.code();
    }

    /** What is wrong. */
    public String text() {
        return problem.text();
    }

    /** What to do next; null if there is nothing to do. */
    public String action() {
        return problem.action();
    }

    /** The message's number if there is a text of help for it; null if not. */
    public String help() {
        return WITH_HELP.contains(problem.code()) ? problem.code() : null;
    }
}
