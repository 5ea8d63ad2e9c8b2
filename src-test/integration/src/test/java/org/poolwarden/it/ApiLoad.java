package org.poolwarden.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What {@link ApiLoadMain} got, by path. */
final class ApiLoad {

    private static final double NANOS = 1e6;

    private final List<String> paths;
    private final List<Answer> answers;

    private ApiLoad(List<String> paths, List<Answer> answers) {
        this.paths = paths;
        this.answers = answers;
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
            List<Answer> answers =
                    process.inputReader().lines().map(Answer::read).toList();
            if (process.waitFor() != 0 || answers.size() != perSecond * seconds) {
                throw new AssertionError(answers.size() + " answers, exit code " + process.exitValue());
            }
            return new ApiLoad(paths, answers);
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
        long refused = sorted.stream().filter(one -> one.status != 200).count();
        double bytes = sorted.stream().mapToInt(Answer::bytes).average().orElseThrow();
        return "| " + what + " | " + percentile(sorted, 50) + " | " + percentile(sorted, 99) + " | "
                + percentile(sorted, 100) + " | " + Math.round(bytes) + " | " + sorted.size() + " | " + refused + " |";
    }

    private static String percentile(List<Answer> sorted, int percent) {
        int index = Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1);
        return String.format(Locale.ROOT, "%.1f ms", sorted.get(index).nanos / NANOS);
    }

    /** @param status 0 without an answer */
    private record Answer(int path, int status, int bytes, long nanos) {

        static Answer read(String line) {
            String[] parts = line.split(" ");
            return new Answer(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Long.parseLong(parts[3]));
        }
    }
}
