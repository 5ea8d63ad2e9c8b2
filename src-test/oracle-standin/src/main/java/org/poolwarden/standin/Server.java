package org.poolwarden.standin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.poolwarden.standin.fault.ControlPort;

/**
 * The stand-in as a program: {@code java -jar ...-server.jar --help}. Runs until the process is ended, or told to quit
 * on its standard input; the end of that input is no reason to stop.
 */
public final class Server {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final StandIn oracle;
    private final PrintStream out;

    private Server(StandIn oracle, PrintStream out) {
        this.oracle = oracle;
        this.out = out;
    }

    /** Exit codes: 2 for bad arguments, 1 if the port is taken. */
    @AllowedApi(reason = "a program for a terminal talks to the terminal")
    public static void main(String[] args) throws IOException, InterruptedException {
        int code = run(System.out, System.err, args);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(PrintStream out, PrintStream err, String... args) throws IOException, InterruptedException {
        Arguments arguments;
        StandIn oracle;
        try {
            arguments = Arguments.parse(args);
            if (arguments.builder() == null) {
                out.print(Arguments.HELP);
                return 0;
            }
            oracle = arguments.builder().start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            err.println("oracle-standin: " + e.getMessage() + "; see --help");
            return MISUSED;
        } catch (UncheckedIOException e) {
            err.println(
                    "oracle-standin: " + e.getMessage() + ": " + e.getCause().getMessage());
            return FAILED;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(oracle::close, "standin-shutdown"));
        Server server = new Server(oracle, out);
        if (arguments.controlPort() != null) {
            try {
                ControlPort control = ControlPort.open(oracle.faultCommands(), arguments.controlPort());
                out.println("Faults: 127.0.0.1:" + control.port());
            } catch (UncheckedIOException e) {
                err.println("oracle-standin: " + e.getMessage());
                oracle.close();
                return FAILED;
            }
        }
        server.greet();
        if (!server.obey(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())))) {
            Thread.currentThread().join();
        }
        return 0;
    }

    private void greet() {
        for (int instance = 1; instance <= oracle.instances(); instance++) {
            out.println("Ready: " + oracle.url(instance));
        }
        out.println("Users: " + String.join(", ", oracle.usernames()));
        out.flush();
    }

    /** Reads commands to the end of the input. Whether it is to quit. */
    private boolean obey(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if ("quit".equals(line.strip())) {
                return true;
            }
            if (!line.isBlank()) {
                out.println(answer(line.strip()));
                out.flush();
            }
        }
        return false;
    }

    private String answer(String command) {
        return switch (command) {
            case "sessions" -> oracle.sessions().size() + " sessions: " + oracle.sessions();
            case "help" ->
                oracle.faultCommands().run(command) + "\nsessions, quit                    of the standard input only";
            default -> oracle.faultCommands().run(command);
        };
    }
}
