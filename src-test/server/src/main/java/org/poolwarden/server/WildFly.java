package org.poolwarden.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.CommandBuilder;
import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** One running WildFly process on loopback. */
public final class WildFly implements AutoCloseable {

    private static final int HTTP = 8080;
    private static final int MANAGEMENT = 9990;
    private static final int CONSOLE = 9995;

    private final Process process;
    private final int offset;
    private final Path console;

    private WildFly(Process process, int offset, Path console) {
        this.process = process;
        this.offset = offset;
        this.console = console;
    }

    /**
     * Starts it; its output goes to {@code console.log} in the work directory.
     *
     * @param offset added to 8080 and 9990
     * @param properties system properties of the server
     * @throws IllegalStateException if one of its ports is taken
     */
    public static WildFly start(Layout layout, int offset, Map<String, String> properties) throws IOException {
        return start(layout, offset, properties, List.of(), null);
    }

    /**
     * The same with options for the JVM, or on another one.
     *
     * @param java the home of the Java to start it with; null is the one that runs this
     */
    public static WildFly start(
            Layout layout, int offset, Map<String, String> properties, List<String> options, Path java)
            throws IOException {
        return start(layout, offset, properties, options, java, Map.of());
    }

    /** The same with variables of its environment. */
    public static WildFly start(
            Layout layout,
            int offset,
            Map<String, String> properties,
            List<String> options,
            Path java,
            Map<String, String> environment)
            throws IOException {
        StandaloneCommandBuilder command = command(layout, offset, properties);
        options.forEach(command::addJavaOption);
        if (java != null) {
            command.setJavaHome(java);
        }
        return launch(command, layout, offset, environment);
    }

    /**
     * The same as another user of this machine.
     *
     * @param before the words of a command that runs the rest of its line as that user
     */
    public static WildFly startBy(List<String> before, Layout layout, int offset, Map<String, String> properties)
            throws IOException {
        CommandBuilder plain = command(layout, offset, properties);
        CommandBuilder all = new CommandBuilder() {
            @Override
            public List<String> buildArguments() {
                return plain.buildArguments();
            }

            @Override
            public List<String> build() {
                List<String> line = new ArrayList<>(before);
                line.addAll(plain.build());
                return line;
            }
        };
        return launch(all, layout, offset, Map.of());
    }

    private static StandaloneCommandBuilder command(Layout layout, int offset, Map<String, String> properties) {
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(layout.wildfly())
                .setBaseDirectory(layout.base())
                .addModuleDir(layout.modules().toString())
                .setBindAddressHint("127.0.0.1")
                .addServerArgument("-Djboss.socket.binding.port-offset=" + offset);
        properties.forEach((name, value) -> command.addServerArgument("-D" + name + "=" + value));
        return command;
    }

    private static WildFly launch(CommandBuilder command, Layout layout, int offset, Map<String, String> environment)
            throws IOException {
        for (int port : new int[] {HTTP + offset, MANAGEMENT + offset}) {
            if (answers(port)) {
                throw new IllegalStateException(
                        "port " + port + " is taken: end what uses it, or add -Dport.offset=" + (offset + 100));
            }
        }
        Path console = layout.work().resolve("console.log");
        Launcher launcher = Launcher.of(command)
                .setDirectory(layout.work())
                .setRedirectErrorStream(true)
                .redirectOutput(console);
        environment.forEach(launcher::addEnvironmentVariable);
        return new WildFly(launcher.launch(), offset, console);
    }

    public int httpPort() {
        return HTTP + offset;
    }

    public int managementPort() {
        return managementPort(offset);
    }

    /** Where the console is after console-listener.cli. */
    public int consolePort() {
        return consolePort(offset);
    }

    static int consolePort(int offset) {
        return CONSOLE + offset;
    }

    static int managementPort(int offset) {
        return MANAGEMENT + offset;
    }

    /** What the server printed. */
    public Path console() {
        return console;
    }

    public Process process() {
        return process;
    }

    /** Asks it to stop, as Ctrl-C does, and waits; ends it by force after {@code patience}. */
    public void stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop(Duration.ofSeconds(30));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException expected) {
            return false;
        }
    }
}
