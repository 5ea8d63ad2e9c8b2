package org.poolwarden.guardcontract.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PostgreSQL of this test run's own: in a temporary directory, on loopback, as the unprivileged user postgres where
 * the tests run as root. Its superuser is called sys. Gone, with its directory, when closed.
 */
public final class PostgresCluster implements AutoCloseable {

    private final Path directory;
    private final Path data;
    private final int port;

    private PostgresCluster(Path directory, int port) {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.port = port;
    }

    public static PostgresCluster start() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("poolwarden-postgres");
        if (isRoot()) {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
        }
        PostgresCluster cluster = new PostgresCluster(directory, freePort());
        cluster.server("initdb", "-U", "sys", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        cluster.server(
                "pg_ctl",
                "-w",
                "-l",
                cluster.log().toString(),
                "-o",
                "-p " + cluster.port + " -k " + directory + " -c listen_addresses=127.0.0.1 -c fsync=off"
                        + " -c autovacuum=off -c max_connections=60",
                "start");
        return cluster;
    }

    /** A directory for whoever works for this cluster; removed with it. */
    public Path directory() {
        return directory;
    }

    /** The server's log. */
    public Path log() {
        return directory.resolve("server.log");
    }

    /** A new connection. */
    public Connection connect(String database, String user, String applicationName) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("escapeSyntaxCallMode", "call");
        properties.setProperty("sslmode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** As sys. */
    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database, "sys", "setup");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            server("pg_ctl", "-m", "immediate", "-w", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private void server(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.addAll(List.of(PostgresTools.BIN.resolve(program).toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        PostgresTools.run(directory, command.toArray(String[]::new));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The lines of the log that contain a text. */
    String logged(String text) {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.contains(text)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
