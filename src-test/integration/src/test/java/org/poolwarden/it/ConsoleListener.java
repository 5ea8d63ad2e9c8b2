package org.poolwarden.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/** The scripts that give the console a listener of its own, run on the server of all tests, and what they made. */
final class ConsoleListener {

    private static final String OVERLAY = "console-listener-jboss-web.xml";

    private ConsoleListener() {}

    static int port() {
        return 9995 + Stage.offset();
    }

    static void install() throws Exception {
        succeed("console-listener.cli", UnaryOperator.identity());
    }

    static void remove() throws Exception {
        succeed("remove-console-listener.cli", UnaryOperator.identity());
    }

    /** @param edit what a user changes in the script before */
    static void succeed(String script, UnaryOperator<String> edit) throws Exception {
        Cli.Answer answer = run(script, edit);
        if (answer.exitCode() != 0) {
            throw new AssertionError(script + " printed " + answer.output());
        }
    }

    static Cli.Answer run(String script, UnaryOperator<String> edit) throws IOException, InterruptedException {
        Path scripts = Stage.layout().project().resolve("ear/src/main/scripts");
        List<String> lines = Files.readAllLines(scripts.resolve(script)).stream()
                // The command line of the tests is not started in the folder of the zip.
                .map(line -> line.replace("=" + OVERLAY, "=" + scripts.resolve(OVERLAY)))
                .map(edit)
                .collect(Collectors.toList());
        Path edited = Files.createTempFile("poolwarden", ".cli");
        try {
            Files.write(edited, lines);
            return Cli.file(edited);
        } finally {
            Files.deleteIfExists(edited);
        }
    }

    /** How many threads of a worker are at work, or how many requests wait for one, or how many threads it may have. */
    static int worker(MBeanServerConnection server, String worker, String attribute) throws JMException, IOException {
        return (Integer) server.getAttribute(new ObjectName("jboss.as:subsystem=io,worker=" + worker), attribute);
    }
}
