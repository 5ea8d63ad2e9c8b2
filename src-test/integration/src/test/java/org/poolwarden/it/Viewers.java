package org.poolwarden.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link ViewersMain} as a process that yields the processors to everybody else ({@code nice}), until it is closed. */
final class Viewers implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    Viewers(int port, int number, long pauseMillis, List<String> paths) throws IOException {
        String classPath =
                Http.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        List<String> command = new ArrayList<>(List.of(
                "nice",
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                "-Djdk.httpclient.allowRestrictedHeaders=connection",
                ViewersMain.class.getName(),
                Integer.toString(port),
                Integer.toString(number),
                Long.toString(pauseMillis)));
        command.addAll(paths);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        questions = process.outputWriter();
    }

    /** How many answers they have got. */
    int seen() throws IOException {
        questions.write("\n");
        questions.flush();
        return Integer.parseInt(answers.readLine());
    }

    /**
     * Ends them.
     *
     * @return the nanoseconds of each answer, negative if none came
     */
    List<Long> end() throws IOException {
        questions.close();
        return answers.lines().map(Long::valueOf).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
