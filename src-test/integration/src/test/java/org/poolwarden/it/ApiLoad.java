package org.poolwarden.it;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@link ApiLoadMain} got, by path. */
final class ApiLoad {

    private static final double NANOS = 1e6;

    private final List<String> paths;
    private final List<Answer> answers;
    private final Duration cpu;

    private ApiLoad(List<String> paths, List<Answer> answers, Duration cpu) {
        this.paths = paths;
        this.answers = answers;
        this.cpu = cpu;
    }

    /** What it took of the processors itself, its start included. */
    Duration cpu() {
        return cpu;
    }

    /** Runs it to its end. */
    static ApiLoad of(int port, int perSecond, int seconds, List<String> paths)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of(Integer.toString(port), Integer.toString(perSecond), Integer.toString(seconds)));
        arguments.addAll(paths);
        Process process = new ProcessBuilder(OtherProcess.command(ApiLoadMain.class, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            AtomicReference<Duration> cpu = new AtomicReference<>(Duration.ZERO);
            List<Answer> answers = process.inputReader()
                    .lines()
                    .map(line -> {
                        process.info().totalCpuDuration().ifPresent(cpu::set); // before it ends
                        return Answer.read(line);
                    })
                    .toList();
            if (process.waitFor() != 0 || answers.size() != perSecond * seconds) {
                throw new AssertionError(answers.size() + " answers, exit code " + process.exitValue());
            }
            return new ApiLoad(paths, answers, cpu.get());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Rows of a table: each path, and all together. */
    List<String> rows(String what) {
        List<String> rows = new ArrayList<>();
        for (int path = 0; path < paths.size(); path++) {
            int number = path;
            String name = paths.get(path).replaceAll("/[0-9]{4,}", "/ID");
            rows.add(row(what + ": `" + name + "`", answers.stream().filter(one -> one.path == number)));
        }
        rows.add(row(what + ": **all**", answers.stream()));
        return rows;
    }

    private static String row(String what, Stream<Answer> some) {
        List<Answer> sorted = some.sorted((one, other) -> Long.compare(one.nanos, other.nanos))
                .toList();
        Map<String, Long> refused = sorted.stream()
                .filter(one -> one.status != 200)
                .collect(Collectors.groupingBy(
                        one -> one.status + " " + one.problem, TreeMap::new, Collectors.counting()));
        double bytes = sorted.stream().mapToInt(Answer::bytes).average().orElseThrow();
        return "| " + what + " | " + percentile(sorted, 50) + " | " + percentile(sorted, 99) + " | "
                + percentile(sorted, 100) + " | " + Math.round(bytes) + " | " + sorted.size() + " | "
                + (refused.isEmpty() ? "0" : refused) + " |";
    }

    private static String percentile(List<Answer> sorted, int percent) {
        int index = Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1);
        return String.format(Locale.ROOT, "%.1f ms", sorted.get(index).nanos / NANOS);
    }

    /**
     * @param status 0 without an answer
     * @param problem its number, if it was refused
     */
    private record Answer(int path, int status, int bytes, long nanos, String problem) {

        static Answer read(String line) {
            String[] parts = line.split(" ");
            return new Answer(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Long.parseLong(parts[3]),
                    parts[4]);
        }
    }
}
