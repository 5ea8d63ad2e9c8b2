package org.poolwarden.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.standin.Server;

/** The stand-in as a process of its own, which can be killed as a database can. */
final class StandInProcess implements AutoCloseable {

    private static final String READY = "Ready: ";

    private final Process process;
    private final String url;

    private StandInProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one on a free port. The arguments are those of {@link Server}. */
    static StandInProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                "--port",
                "0"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new StandInProcess(process, line.substring(READY.length()));
            }
        }
        process.destroyForcibly();
        throw new AssertionError("the stand-in did not start: " + command);
    }

    String url() {
        return url;
    }

    /** From now on it answers nothing, and refuses nothing. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** It goes on where it was. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    /** Kills it: its clients hear nothing but the operating system. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
