package org.poolwarden.guardcontract.mutant;

import java.io.IOException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.poolwarden.guardcontract.postgres.PostgresEngine;
import org.poolwarden.guardcontract.postgres.PostgresLane;

/**
 * Writes the table of mutants anew, by hand. What the present table says is tried first, then what noticed another
 * mutant of the same view or routine, then, unless it is to be quick, all cases. What no case notices is written as a
 * survivor with the reason that the present table has for it, or none: the test then asks for one.
 */
final class MutantSearch {

    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, String> known = MutantTable.read();
    private final List<String> cases = MutantTable.cases();
    private final Map<String, Set<String>> useful = new HashMap<>();
    private final boolean quick;
    private final ExecutorService runner = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "case");
        thread.setDaemon(true);
        return thread;
    });

    private MutantSearch(boolean quick) {
        this.quick = quick;
    }

    /** @param arguments the file; optional: how many mutants to pass over, and {@code quick} */
    public static void main(String[] arguments) throws Exception {
        try (PrintStream out = new PrintStream(Path.of(arguments[0]).toFile(), StandardCharsets.UTF_8)) {
            int from = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
            new MutantSearch(arguments.length > 2).run(out, from);
        }
    }

    private void run(PrintStream out, int from) throws Exception {
        List<GeneratedMutant> mutants = GeneratedMutantTest.generated();
        for (GeneratedMutant mutant : mutants.subList(from, mutants.size())) {
            out.println(MutantTable.line(mutant.name(), verdict(mutant)));
            out.flush();
        }
    }

    private String verdict(GeneratedMutant mutant) throws IOException, InterruptedException, SQLException {
        String before = known.getOrDefault(mutant.name(), MutantTable.SURVIVES);
        PostgresEngine engine;
        try {
            engine = PostgresLane.get().guard(mutant.script());
        } catch (SQLException e) {
            return MutantTable.SURVIVES + "it does not compile on PostgreSQL: "
                    + e.getMessage().lines().findFirst().orElse("");
        }
        try {
            for (String name : inOrder(mutant, before)) {
                if (notices(engine, name)) {
                    useful.computeIfAbsent(mutant.section(), section -> new LinkedHashSet<>())
                            .add(name);
                    return name;
                }
            }
            return before.startsWith(MutantTable.SURVIVES) ? before : MutantTable.SURVIVES;
        } finally {
            engine.drop();
        }
    }

    private List<String> inOrder(GeneratedMutant mutant, String before) {
        Set<String> order = new LinkedHashSet<>();
        if (cases.contains(before)) {
            order.add(before);
        }
        List<String> ofSection = new ArrayList<>(useful.getOrDefault(mutant.section(), Set.of()));
        Collections.reverse(ofSection);
        order.addAll(ofSection);
        if (!quick) {
            order.addAll(cases);
        }
        return new ArrayList<>(order);
    }

    private boolean notices(PostgresEngine engine, String name) throws InterruptedException {
        Future<Optional<Throwable>> run = runner.submit(() -> MutantTable.objection(engine, name));
        try {
            return run.get(PATIENCE_SECONDS, TimeUnit.SECONDS).isPresent();
        } catch (TimeoutException e) {
            run.cancel(true);
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
