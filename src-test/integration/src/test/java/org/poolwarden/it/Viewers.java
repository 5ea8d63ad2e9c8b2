package org.poolwarden.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** {@link ViewersMain} as a process that yields the processors to everybody else ({@code nice}), until it is closed. */
final class Viewers implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    Viewers(int port, int number, long pauseMillis, List<String> paths) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(Integer.toString(port), Integer.toString(number), Long.toString(pauseMillis)));
        arguments.addAll(paths);
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(OtherProcess.command(ViewersMain.class, arguments));
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
