package org.poolwarden.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of all rounds as a page: medians of forks, never the best of them, with the spread and the machine. */
final class Report {

    private static final String PEER = "peer";
    private static final String FRAMES = "frames";
    private static final String BYTES = "gc.alloc.rate.norm";

    private final Path file;
    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final Map<Line, Samples> peers = new TreeMap<>();
    private final Map<String, Samples> others = new LinkedHashMap<>();

    Report(String file) {
        this.file = Path.of(file);
    }

    /** Of one JVM for each benchmark. */
    void add(Collection<RunResult> results) {
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            Samples samples = params.getParam(PEER) == null
                    ? others.computeIfAbsent(name(params), name -> new Samples())
                    : peers.computeIfAbsent(Line.of(params), line -> new Samples());
            Result<?> bytes = result.getSecondaryResults().get(BYTES);
            samples.add(
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreUnit(),
                    bytes == null ? Double.NaN : bytes.getScore());
        }
    }

    void write(int round, int rounds) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text(round, rounds));
    }

    private String text(int round, int rounds) throws IOException {
        StringBuilder page = new StringBuilder("# Benchmarks\n\n");
        page.append("- begun: ")
                .append(begun)
                .append(", after round ")
                .append(round)
                .append(" of ")
                .append(rounds);
        page.append("\n- machine: ").append(machine());
        page.append("\n- JVM: ").append(property("java.vm.name")).append(' ').append(property("java.vm.version"));
        page.append(String.format(
                Locale.ROOT,
                "%n- load of the machine when it began: %.1f, and now: %.1f%n",
                load,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        page.append("- each figure: the median of ")
                .append(round)
                .append(" JVMs that ran in turn with those of all others, and the least and the most of them\n\n");
        if (!peers.isEmpty()) {
            page.append("| pool | frames | threads | ns | spread | added ns | bytes | what is told for it |\n");
            page.append("|---|---|---|---|---|---|---|---|\n");
            peers.forEach((line, samples) -> page.append(row(line, samples)));
        }
        if (!others.isEmpty()) {
            page.append("\n| benchmark | median | spread | unit | bytes |\n|---|---|---|---|---|\n");
            others.forEach((name, samples) -> page.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    name,
                    samples.median(),
                    samples.spread(),
                    samples.unit(),
                    samples.bytes())));
        }
        return page.toString();
    }

    private String row(Line line, Samples samples) {
        Samples base = line.peer().base() == null
                ? null
                : peers.get(line.of(line.peer().base()));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %s | %s | %s |%n",
                line.peer(),
                line.frames(),
                line.threads(),
                samples.median(),
                samples.spread(),
                base == null ? "" : samples.above(base),
                samples.bytes(),
                line.peer().told());
    }

    private static String name(BenchmarkParams params) {
        String[] parts = params.getBenchmark().split("\\.");
        String given = params.getParamsKeys().stream()
                .map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(", "));
        return parts[parts.length - 2] + "." + parts[parts.length - 1] + (given.isEmpty() ? "" : " " + given)
                + (params.getThreads() == 1 ? "" : ", " + params.getThreads() + " threads");
    }

    private static String machine() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String model = "";
        if (Files.isReadable(cpus)) {
            try (Stream<String> lines = Files.lines(cpus)) {
                model = lines.filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line ->
                                ", " + line.substring(line.indexOf(':') + 1).strip())
                        .orElse("");
            }
        }
        return property("os.name") + " " + property("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors" + model;
    }

    private static String property(String name) {
        return System.getProperty(name);
    }

    /** A pool at one depth with so many threads, in the order of the table. */
    private record Line(int threads, int frames, Peer peer) implements Comparable<Line> {

        static Line of(BenchmarkParams params) {
            return new Line(
                    params.getThreads(),
                    Integer.parseInt(params.getParam(FRAMES)),
                    Peer.valueOf(params.getParam(PEER)));
        }

        Line of(Peer other) {
            return new Line(threads, frames, other);
        }

        @Override
        public int compareTo(Line other) {
            int byThreads = Integer.compare(threads, other.threads);
            int byFrames = byThreads == 0 ? Integer.compare(frames, other.frames) : byThreads;
            return byFrames == 0 ? peer.compareTo(other.peer) : byFrames;
        }
    }
}
