package org.poolwarden.console.view;

import java.util.List;
import java.util.Set;
import org.poolwarden.request.Problem;

/** What could not be read, in the words of the core. Some problems come with the command that fixes them. */
public record ProblemView(Problem problem) {

    /** The numbers of the messages that have a help text. */
    public static final Set<String> WITH_HELP =
            Set.of("PWARDEN0102", "PWARDEN0201", "PWARDEN0202", "PWARDEN0203", "PWARDEN0207");

    /** The problems of a scan, in their order. */
    public static List<ProblemView> of(List<Problem> problems) {
        return problems.stream().map(ProblemView::new).toList();
    }

    /** The number of the message. */
    public String code() {
        return problem.code();
    }

    /** What is wrong. */
    public String text() {
        return problem.text();
    }

    /** What to do next. Null if there is nothing to do. */
    public String action() {
        return problem.action();
    }

    /** The number of the message if there is a help text for it. Null if there is none. */
    public String help() {
        return WITH_HELP.contains(problem.code()) ? problem.code() : null;
    }
}
