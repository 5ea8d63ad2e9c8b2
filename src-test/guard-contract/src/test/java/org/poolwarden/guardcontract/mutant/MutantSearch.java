package org.poolwarden.guardcontract.mutant;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the table of mutants anew, by hand. What the present table says is tried first, then what noticed another
 * mutant of the same view or routine, then, unless it is to be quick, all cases. What no case notices is written as a
 * survivor with the reason that the present table has for it, or none: the test then asks for one. Told to do the rest,
 * it takes over what the present table has a case or a reason for; cases behind a question mark are a guess, and tried.
 * Told to try the guesses it does the rest, quickly.
 */
final class MutantSearch {

    private static final String GUESS = "? ";

    private final Map<String, String> known = MutantTable.read();
    private final List<String> cases = MutantTable.cases();
    private final Map<String, Set<String>> useful = new HashMap<>();
    private final boolean quick;
    private final boolean rest;
    private final Benches benches;

    private MutantSearch(String manner) throws Exception {
        this.quick = manner.equals("quick") || manner.equals("guesses");
        this.rest = manner.equals("rest") || manner.equals("guesses");
        List<GeneratedMutant> tried = new ArrayList<>(GeneratedMutantTest.generated());
        tried.removeIf(this::takenOver);
        this.benches = new Benches(GeneratedMutantTest.install(), tried, 1);
    }

    /** @param arguments the file; optional: {@code quick}, {@code rest} or {@code guesses} */
    public static void main(String[] arguments) throws Exception {
        try (PrintStream out = new PrintStream(Path.of(arguments[0]).toFile(), StandardCharsets.UTF_8)) {
            new MutantSearch(arguments.length > 1 ? arguments[1] : "").run(out);
        }
    }

    private void run(PrintStream out) throws Exception {
        for (GeneratedMutant mutant : GeneratedMutantTest.generated()) {
            out.println(MutantTable.line(mutant.name(), takenOver(mutant) ? before(mutant) : verdict(mutant)));
            out.flush();
        }
    }

    private boolean takenOver(GeneratedMutant mutant) {
        String before = before(mutant);
        return rest && !before.equals(MutantTable.SURVIVES) && !before.startsWith(GUESS);
    }

    private String before(GeneratedMutant mutant) {
        return known.getOrDefault(mutant.name(), MutantTable.SURVIVES);
    }

    private String verdict(GeneratedMutant mutant) throws Exception {
        String before = before(mutant);
        Optional<String> noticed;
        try {
            List<String> order = inOrder(mutant, before);
            noticed = benches.run(bench -> bench.noticedBy(mutant, order));
        } catch (SQLException e) {
            return MutantTable.SURVIVES + "it does not compile on PostgreSQL: "
                    + e.getMessage().lines().findFirst().orElse("");
        }
        noticed.ifPresent(name -> useful.computeIfAbsent(mutant.unit().section(), section -> new LinkedHashSet<>())
                .add(name));
        return noticed.orElse(before.startsWith(MutantTable.SURVIVES) ? before : MutantTable.SURVIVES);
    }

    private List<String> inOrder(GeneratedMutant mutant, String before) {
        Set<String> order = new LinkedHashSet<>();
        if (cases.contains(before)) {
            order.add(before);
        } else if (before.startsWith(GUESS)) {
            order.addAll(List.of(before.substring(GUESS.length()).split(" ")));
        }
        List<String> ofSection =
                new ArrayList<>(useful.getOrDefault(mutant.unit().section(), Set.of()));
        Collections.reverse(ofSection);
        order.addAll(ofSection);
        if (!quick) {
            order.addAll(cases);
        }
        return new ArrayList<>(order);
    }
}
