package org.poolwarden.it.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.poolwarden.standin.StandIn;

/**
 * The database in a process of its own, which can be stopped and killed. Answers {@code sessions} and {@code errors} on
 * its standard input, each with lines and a dot; ends with that input.
 */
final class StandInMain {

    private StandInMain() {}

    /** The port. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        StandIn oracle = StandIn.builder()
                .port(Integer.parseInt(arguments[0]))
                .demoUsers()
                .start();
        out.println("ready");
        try (oracle;
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                switch (line) {
                    case "sessions" ->
                        oracle.sessions()
                                .forEach(session -> out.println(session.sid() + "," + session.serial() + " "
                                        + session.username() + " " + session.status()));
                    case "errors" -> oracle.takeProtocolErrors().forEach(out::println);
                    default -> out.println("no such command: " + line);
                }
                out.println(".");
            }
        }
    }
}
