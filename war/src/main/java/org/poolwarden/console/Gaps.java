package org.poolwarden.console;

import java.util.List;
import java.util.Optional;
import org.poolwarden.admin.LastLook;

/** What is missing in a list. A page says it above the list; a file has no place for it, and is not given. */
final class Gaps {

    /** Of two datasources that lead to one database, where one is enough: hides nothing. */
    private static final String TWICE = "PWARDEN0205";

    private Gaps() {}

    /** What a file is answered with in its stead; empty if it would be whole. */
    static Optional<Answer> of(LastLook look) {
        return look.scan() == null
                ? Optional.of(Answer.later(ConsoleMessages.NO_LOOK))
                : of(look.scan().problems());
    }

    /** @param problems what could not be seen, each a numbered message */
    static Optional<Answer> of(List<String> problems) {
        List<String> hiding =
                problems.stream().filter(problem -> !problem.startsWith(TWICE)).toList();
        return hiding.isEmpty() ? Optional.empty() : Optional.of(Answer.later(String.join("; ", hiding)));
    }
}
