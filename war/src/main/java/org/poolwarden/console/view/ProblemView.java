package org.poolwarden.console.view;

import java.util.List;
import java.util.Set;

/** What could not be seen, as the core says it; for some, the commands that mend it. */
public record ProblemView(String text) {

    private static final int NUMBER = "PWARDEN0000".length();
    public static final Set<String> WITH_HELP =
            Set.of("PWARDEN0102", "PWARDEN0201", "PWARDEN0202", "PWARDEN0203", "PWARDEN0207");

    public static List<ProblemView> of(List<String> problems) {
        return problems.stream().map(ProblemView::new).toList();
    }

    /** The message's number if there is a text of help for it; null if not. */
    public String help() {
        String number = text.length() < NUMBER ? text : text.substring(0, NUMBER);
        return WITH_HELP.contains(number) ? number : null;
    }
}
