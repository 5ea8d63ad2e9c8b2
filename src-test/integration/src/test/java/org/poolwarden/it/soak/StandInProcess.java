package org.poolwarden.it.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.standin.StandIn;

/**
 * The database, as a process that can be stopped, continued, killed and started again on the same port; then it is
 * empty. One thread at a time asks it something.
 */
final class StandInProcess implements AutoCloseable {

    private static final Set<String> APPLICATION = Set.of("SHOP", "OPSDBA");

    private final int port;
    private final Path log;
    private Process process;
    private BufferedReader answers;
    private Writer questions;

    StandInProcess(int port, Path log) {
        this.port = port;
        this.log = log;
    }

    String url() {
        return "jdbc:oracle:thin:@//127.0.0.1:" + port + "/FREEPDB1";
    }

    synchronized void start() throws IOException {
        String classPath = Set.of(StandInMain.class, StandIn.class, org.h2.Driver.class).stream()
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(":"));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        StandInMain.class.getName(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        answers = process.inputReader();
        questions = process.outputWriter();
        assertEquals("ready", answers.readLine(), () -> "the database does not start, see " + log);
    }

    /** {@code kill -STOP}. */
    void halt() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** {@code kill -CONT}. */
    void go() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** {@code kill -KILL}: whatever was open is lost, and so is what was committed. */
    synchronized void crash() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, exit, "kill " + name);
    }

    /** The application's sessions as the database itself lists them, each as {@code sid,serial#}. */
    Set<String> sessions() throws IOException {
        return ask("sessions").stream()
                .map(line -> line.split(" "))
                .filter(columns -> APPLICATION.contains(columns[1]) && !"KILLED".equals(columns[2]))
                .map(columns -> columns[0])
                .collect(Collectors.toSet());
    }

    /** How many sessions there are, of whoever. */
    int count() throws IOException {
        return ask("sessions").size();
    }

    /** What clients sent that it does not know. */
    List<String> errors() throws IOException {
        return ask("errors");
    }

    private synchronized List<String> ask(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); !".".equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new IOException("the database has ended, see " + log);
            }
            lines.add(line);
        }
        return lines;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            crash();
        }
    }
}
