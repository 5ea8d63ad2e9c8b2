package org.poolwarden.guardcontract.mutant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.poolwarden.guardcontract.Cases;
import org.poolwarden.guardcontract.engine.GuardEngine;

/**
 * Which case notices which generated mutant, and why some cannot matter: the resource /mutants.txt. A line is a
 * mutant's name, a bar, and a case; or {@code survives:} and the reason.
 */
final class MutantTable {

    static final String SURVIVES = "survives: ";
    private static final String BAR = " | ";

    private MutantTable() {}

    /** By name, in the table's order. */
    static Map<String, String> read() {
        Map<String, String> table = new LinkedHashMap<>();
        try (InputStream in = MutantTable.class.getResourceAsStream("/mutants.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int bar = line.lastIndexOf(BAR);
                if (!line.startsWith("#") && bar > 0) {
                    table.put(line.substring(0, bar), line.substring(bar + BAR.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    static String line(String mutant, String verdict) {
        return mutant + BAR + verdict;
    }

    /** The names of all cases. */
    static List<String> cases() {
        List<String> names = new ArrayList<>();
        for (Method method : Cases.class.getMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                names.add(method.getName());
            }
        }
        names.sort(null);
        return names;
    }

    /** What a case has against an engine: empty if nothing. */
    static Optional<Throwable> objection(GuardEngine engine, String name) {
        try {
            Cases.class.getMethod(name).invoke(new Cases(engine));
            return Optional.empty();
        } catch (InvocationTargetException e) {
            // what is skipped noticed nothing
            return Optional.of(e.getCause()).filter(objection -> !(objection instanceof TestAbortedException));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
