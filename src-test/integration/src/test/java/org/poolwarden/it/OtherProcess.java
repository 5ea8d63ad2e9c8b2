package org.poolwarden.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the tests' own classes beside the server's. */
final class OtherProcess {

    private OtherProcess() {}

    /** What starts it. */
    static List<String> command(Class<?> main, List<String> arguments) {
        String classPath =
                Http.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                classPath,
                "-Djdk.httpclient.allowRestrictedHeaders=connection",
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Sends a signal to a process, such as STOP. */
    static void signal(long pid, String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new AssertionError("no signal " + signal);
        }
    }
}
