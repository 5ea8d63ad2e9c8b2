package org.poolwarden.console.view;

import java.util.List;
import java.util.Set;
import org.poolwarden.request.Problem;

/** What could not be read, as the core says it; for some, the commands that fix it. */
public record ProblemView(String text) {

    /** The numbers of the messages that have a help text. */
    public static final Set<String> WITH_HELP =
            Set.of("PWARDEN0102", "PWARDEN0201", "PWARDEN0202", "PWARDEN0203", "PWARDEN0207");

    public static List<ProblemView> of(List<String> problems) {
        return problems.stream().map(ProblemView::new).toList();
    }

    /** The message's number if there is a text of help for it; null if not. */
    public String help() {
        String code = Problem.of(text).code();
        return code != null && WITH_HELP.contains(code) ? code : null;
    }
}
