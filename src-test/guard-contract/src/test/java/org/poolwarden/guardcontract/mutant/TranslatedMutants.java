package org.poolwarden.guardcontract.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.poolwarden.guardcontract.postgres.Variants;
import org.poolwarden.guardcontract.script.GuardUnit;

/** Mutants as PostgreSQL takes them. They are translated in their order while the first ones are already tried. */
final class TranslatedMutants {

    private static final String ORIGINAL = "";

    private final Map<GuardUnit, CompletableFuture<Map<String, List<String>>>> byUnit = new LinkedHashMap<>();

    TranslatedMutants(Variants variants, List<GeneratedMutant> mutants) {
        ExecutorService translator = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "translator");
            thread.setDaemon(true);
            return thread;
        });
        mutants.stream()
                .collect(Collectors.groupingBy(GeneratedMutant::unit, LinkedHashMap::new, Collectors.toList()))
                .forEach((unit, some) -> byUnit.put(
                        unit, CompletableFuture.supplyAsync(() -> translated(variants, unit, some), translator)));
        translator.shutdown();
    }

    /** What puts it in the place of its view or routine. */
    List<String> of(GeneratedMutant mutant) {
        return byUnit.get(mutant.unit()).join().get(mutant.name());
    }

    /** What puts the view or routine back. */
    List<String> original(GuardUnit unit) {
        return byUnit.get(unit).join().get(ORIGINAL);
    }

    private static Map<String, List<String>> translated(
            Variants variants, GuardUnit unit, List<GeneratedMutant> mutants) {
        try {
            List<List<String>> statements = variants.of(
                    unit, mutants.stream().map(GeneratedMutant::text).toList());
            Map<String, List<String>> byName = new HashMap<>();
            for (int i = 0; i < mutants.size(); i++) {
                byName.put(mutants.get(i).name(), statements.get(i));
            }
            byName.put(ORIGINAL, statements.get(mutants.size()));
            return byName;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
