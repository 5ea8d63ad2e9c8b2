package org.poolwarden.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks in rounds, each with one JVM for each of them, so that a minute in which the machine is busy is
 * shared by all; and writes one table. Arguments are JMH's.
 */
public final class Series {

    private Series() {}

    /** System properties: {@code bench.rounds}, {@code bench.threads} (several with commas), {@code bench.file}. */
    public static void main(String... arguments) throws Exception {
        Report report = new Report(required("bench.file"));
        Options given = new CommandLineOptions(arguments);
        int rounds = Integer.parseInt(required("bench.rounds"));
        List<Integer> threads = Arrays.stream(required("bench.threads").split(","))
                .map(Integer::valueOf)
                .toList();
        for (int round = 1; round <= rounds; round++) {
            for (int each : threads) {
                report.add(run(given, each));
            }
            report.write(round, rounds); // what is there is kept, whatever becomes of the next round
        }
    }

    private static Collection<RunResult> run(Options given, int threads)
            throws RunnerException, CommandLineOptionException {
        return new ArrayList<>(new Runner(new OptionsBuilder()
                        .parent(given)
                        .forks(1)
                        .threads(threads)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run());
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("set -D" + property);
        }
        return value;
    }
}
