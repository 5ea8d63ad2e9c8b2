package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar as it is handed out, as a process. */
@DisplayName("java -jar")
@Timeout(120)
class ServerJarIT {

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private BufferedReader start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("standin.jar")));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "does not end");
        return process.exitValue();
    }

    private void say(String command) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private static void select(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1 FROM DUAL").close();
        }
    }

    @Test
    @DisplayName("says when it is ready, lets users in, and ends when it is told to")
    void servesAndQuits() throws Exception {
        BufferedReader out = start("--port", "0", "--user", "SHOP/shop");
        String url = out.readLine().substring("Ready: ".length());
        assertEquals("Users: SHOP", out.readLine());
        try (Connection shop = DriverManager.getConnection(url, "SHOP", "shop")) {
            assertTrue(shop.isValid(30));
            say("sessions");
            String sessions = out.readLine();
            assertTrue(sessions.startsWith("1 sessions: "), sessions);
            say("dance");
            assertEquals("error unknown command; try help", out.readLine());
            say("fault error code=54 text=busy match=DUAL");
            assertEquals("ok 1", out.readLine());
            SQLException busy = assertThrows(SQLException.class, () -> select(shop));
            assertEquals(54, busy.getErrorCode());
            select(shop);
        }
        say("quit");
        assertEquals(0, exitCode());
    }

    @Test
    @DisplayName("goes on without a standard input, and ends when it is told to by a signal")
    void endsOnInterrupt() throws Exception {
        BufferedReader out = start("--port", "0");
        String url = out.readLine().substring("Ready: ".length());
        process.getOutputStream().close();
        DriverManager.getConnection(url, "SHOP", "shop").close();
        new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertEquals(143, exitCode());
    }

    @Test
    @DisplayName("refuses bad arguments in one line")
    void refusesBadArguments() throws Exception {
        BufferedReader out = start("--user", "SHOP");
        assertEquals(2, exitCode());
        assertEquals(
                List.of("oracle-standin: --user takes NAME/PASSWORD[:NAME,...]; see --help"),
                out.lines().toList());
        BufferedReader undefined = start("--user", "SHOP/shop:NO_SUCH_ROLE");
        assertEquals(2, exitCode());
        assertEquals(
                List.of("oracle-standin: not defined: [NO_SUCH_ROLE]; see --help"),
                undefined.lines().toList());
    }

    @Test
    @DisplayName("says that the port is taken")
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            BufferedReader out = start("--port", Integer.toString(taken.getLocalPort()));
            assertEquals(1, exitCode());
            List<String> lines = out.lines().toList();
            assertEquals(1, lines.size(), lines::toString);
            assertTrue(lines.get(0).startsWith("oracle-standin: cannot listen on port " + taken.getLocalPort()));
        }
    }

    @Test
    @DisplayName("shows its options")
    void helps() throws Exception {
        BufferedReader out = start("--help");
        assertEquals(0, exitCode());
        assertTrue(out.readLine().startsWith("Usage: java -jar "));
    }
}
