package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

/** The methods are steps, in their order, from the installation of the listener to its removal. */
@DisplayName("A listener of the console's own")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleListenerIT extends OnServer {

    private static final String OWN = "poolwarden";
    private static final String APPLICATIONS = "default";
    private static final String BUSY = "busyTaskThreadCount";
    private static final int WAITING_PAGES = 4;
    private static final int VIEWERS = 40;
    /** Beside those who have a worker. */
    private static final int WAITING_CLIENTS = 150;

    /** As the script says. */
    private static final int THREADS = 24;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static String before;

    private final Http console = Http.as(ConsoleListener.port(), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");

    @Test
    @Order(1)
    @DisplayName("is not made where its port is taken, and the console stays where it was")
    void portTaken() throws Exception {
        if (wantsReload()) { // since a test before this one
            reload();
        }
        // The server writes the file its own way as soon as it writes it.
        Cli.script(List.of("/system-property=poolwarden.it:add(value=x)", "/system-property=poolwarden.it:remove"));
        before = Stage.configuration();
        try (ServerSocket other = new ServerSocket(ConsoleListener.port(), 1, InetAddress.getLoopbackAddress())) {
            Cli.Answer answer = ConsoleListener.run("console-listener.cli", UnaryOperator.identity());

            assertNotEquals(0, answer.exitCode(), answer.output());
            assertTrue(answer.output().contains(Integer.toString(other.getLocalPort())), answer.output());
        }
        assertEquals(200, status(Stage.httpPort(), "/poolwarden/login"));
    }

    @Test
    @Order(2)
    @DisplayName("is made by a second run: the console is there and no longer at the applications' port")
    void installs() throws Exception {
        ConsoleListener.install();
        String installed = Stage.configuration();
        String deployed = deployed();
        ConsoleListener.install();

        assertEquals(installed, Stage.configuration(), "a second run changes nothing");
        assertEquals(deployed, deployed(), "nor deploys anything again");
        assertEquals(200, status(ConsoleListener.port(), "/poolwarden/login"));
        assertEquals(404, status(Stage.httpPort(), "/poolwarden/login"));
        assertEquals(404, status(Stage.httpPort(), "/poolwarden/"));
        assertEquals(200, status(Stage.httpPort(), "/leaky-app/"), "the application is where it was");
        assertEquals(404, status(ConsoleListener.port(), "/leaky-app/"));
        assertEquals(200, console.get("/leases").statusCode(), "with the users that it had");
        String address = Cli.succeed("/socket-binding-group=standard-sockets/socket-binding=poolwarden-console"
                + ":read-attribute(name=bound-address)");
        assertTrue(address.contains("\"127.0.0.1\""), "as the management interface: " + address);
    }

    @Test
    @Order(3)
    @DisplayName("answers and ends a leak while every worker of the applications waits for the exhausted pool")
    @Tag("fault")
    void outage() throws Exception {
        int victim = sid(app.post("/leak/idle?name=outage"));
        for (String more : List.of("a", "b")) {
            app.post("/leak/idle?name=" + more);
        }
        long lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        int clients = worker(APPLICATIONS, "maxPoolSize") + WAITING_CLIENTS;
        Http client = Http.anonymous("/leaky-app");
        try (Crowd crowd = new Crowd(clients, () -> client.post("/borrow", Map.of()))) {
            Eventually.isTrue("all workers wait, and more requests for a worker", this::exhausted);

            for (String path : List.of("/login", "/", "/leases", "/preview?lease=" + lease)) {
                Eventually.isTrue(path + " is answered out of turn", () -> isAnsweredOutOfTurn(crowd, path));
            }
            assertTrue(console.get("/leases").body().contains(Database.key(victim)));
            String preview = console.get("/preview?lease=" + lease).body();
            String token = preview.replaceFirst("(?s).*name=\"token\"\\s+value=\"([^\"]+)\".*", "$1");
            Map<String, String> form =
                    Map.of("lease", Long.toString(lease), "reason", "the pool is exhausted", "token", token);
            HttpResponse<String> asked = console.post("/kill", form);
            assertEquals(303, asked.statusCode(), () -> asked.body() + " to the form of " + preview);
            String location = asked.headers().firstValue("Location").orElseThrow();
            String state = location.substring(location.indexOf("/kill?"));
            Eventually.get("Freed on the page", () -> console.get(state).body(), body -> body.contains("Freed"));
        }
    }

    /** One that shares the workers has its turn only after the clients that wait for one already. */
    private boolean isAnsweredOutOfTurn(Crowd crowd, String path) throws Exception {
        int before = crowd.answers();
        assertEquals(200, console.get(path).statusCode(), path);
        return crowd.answers() - before < WAITING_CLIENTS / 2 && exhausted();
    }

    @Test
    @Order(4)
    @DisplayName("gives no thread to requests whose bodies do not come")
    @Tag("fault")
    void unfinishedBodies() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * THREADS; i++) {
                sockets.add(unfinished());
            }
            assertEquals(200, status(ConsoleListener.port(), "/poolwarden/login"));
            assertEquals(200, console.get("/leases").statusCode());
            Eventually.get("no thread waits for a body", () -> worker(OWN, BUSY), busy -> busy == 0);
            for (Socket socket : sockets) {
                assertEquals(0, socket.getInputStream().available(), "its request was open all the time");
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket unfinished() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), ConsoleListener.port());
        String request = "POST /poolwarden/j_security_check HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nj_username=";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    @Order(5)
    @DisplayName("has four pages at most that wait for a database, and the others show the last scan")
    @Tag("fault")
    void fewPagesWait() throws Exception {
        int sid = sid(app.post("/leak/idle?name=seen"));
        long lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        Fault fault = Stage.database()
                .faults()
                .hangCall(When.statement().by("POOLWARDEN").times(1000));
        try (Crowd crowd = new Crowd(VIEWERS, () -> viewed(lease))) {
            Eventually.isTrue("a question hangs", () -> fault.holding() > 0);
            int most = 0;
            for (int i = 0; i < 10; i++) {
                int answered = crowd.answers();
                most = Math.max(most, waitingPages());
                Eventually.within(PATIENCE, "they go on being answered", crowd::answers, now -> now > answered);
            }
            assertTrue(most > 0, "some wait");
            assertTrue(most <= WAITING_PAGES, most + " pages waited at a time");
            assertTrue(console.get("/leases").body().contains(Database.key(sid)), "the last scan");
        } finally {
            fault.off();
        }
        Eventually.get("no problem is left", warden::problems, List::isEmpty);
    }

    /** A list, and what has to be asked of the database. */
    private Object viewed(long lease) throws Exception {
        for (String path : List.of("/leases", "/preview?lease=" + lease, "/history", "/", "/lease?lease=" + lease)) {
            int status = console.get(path).statusCode();
            assertTrue(status == 200 || status == 503, path + " answered " + status);
        }
        return null;
    }

    /** Threads of web servers that are in a wait of ours. */
    private int waitingPages() throws Exception {
        CompositeData[] threads = (CompositeData[]) warden.server()
                .invoke(
                        new ObjectName("java.lang:type=Threading"),
                        "dumpAllThreads",
                        new Object[] {false, false},
                        new String[] {"boolean", "boolean"});
        return (int) Arrays.stream(threads)
                .filter(thread -> ((String) thread.get("threadName")).matches(".* task-\\d+"))
                .filter(thread -> "TIMED_WAITING".equals(thread.get("threadState")))
                .filter(thread -> Arrays.stream((CompositeData[]) thread.get("stackTrace"))
                        .anyMatch(frame -> "org.poolwarden.threads.Patience".equals(frame.get("className"))))
                .count();
    }

    @Test
    @Order(6)
    @DisplayName("has TLS after its script, which says what is missing where the management interface has none")
    void tls() throws Exception {
        Cli.Answer refused = ConsoleListener.run("console-listener-https.cli", UnaryOperator.identity());
        assertNotEquals(0, refused.exitCode(), refused.output());
        assertTrue(refused.output().startsWith("The management interface has no ssl-context."), refused.output());

        UnaryOperator<String> context = line -> line.strip().startsWith("set context=")
                ? "set context=applicationSSC"
                : line.replace("result == undefined", "result == unheard");
        for (int i = 0; i < 2; i++) {
            ConsoleListener.succeed("console-listener-https.cli", context);
        }
        Http overTls = Http.overTls(ConsoleListener.port(), "/poolwarden");
        assertEquals(200, overTls.get("/login").statusCode());
        String cookie = overTls.post(
                        "/login", Map.of("j_username", Stage.OPERATOR, "j_password", Stage.PASSWORD, "to", "/kills"))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertTrue(cookie.toLowerCase(Locale.ROOT).contains("; secure"), cookie);
        assertThrows(IOException.class, () -> console.get("/login"), "no longer in clear");
    }

    @Test
    @Order(7)
    @DisplayName("goes away: the console is where it was, and standalone.xml is as it was")
    void removes() throws Exception {
        for (int i = 0; i < 2; i++) {
            ConsoleListener.remove();
            assertEquals(before, Stage.configuration(), "removed, time " + (i + 1));
        }
        assertEquals(200, status(Stage.httpPort(), "/poolwarden/login"));
        assertThrows(IOException.class, () -> console.get("/login"));
        Cli.Answer early = ConsoleListener.run("console-listener.cli", UnaryOperator.identity());
        assertNotEquals(0, early.exitCode(), early.output());
        assertTrue(early.output().startsWith("The server has to be reloaded first."), early.output());
        assertEquals(before, Stage.configuration());

        assertTrue(wantsReload());
        reload();
        assertFalse(wantsReload());
    }

    private static boolean wantsReload() throws Exception {
        return Cli.succeed(":read-attribute(name=server-state)").contains("reload-required");
    }

    private void reload() throws Exception {
        Cli.run("reload"); // it waits for six seconds only, and a busy machine takes longer
        warden.close();
        warden = Eventually.within(
                PATIENCE, "Poolwarden is back", ConsoleListenerIT::reconnected, again -> again != null);
        Eventually.within(
                PATIENCE, "the application is back", ConsoleListenerIT::applicationAnswers, Boolean.TRUE::equals);
    }

    private static boolean applicationAnswers() throws InterruptedException {
        try {
            return status(Stage.httpPort(), "/leaky-app/") == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Null as long as it is not there. */
    private static Warden reconnected() throws Exception {
        try {
            Warden again = Warden.connect();
            if (again.server().isRegistered(again.name())) {
                return again;
            }
            again.close();
            return null;
        } catch (IOException expected) {
            return null; // the server is not up yet
        }
    }

    private boolean exhausted() throws Exception {
        return worker(APPLICATIONS, BUSY) >= worker(APPLICATIONS, "maxPoolSize")
                && worker(APPLICATIONS, "queueSize") > WAITING_CLIENTS * 3 / 4;
    }

    private int worker(String worker, String attribute) throws Exception {
        return ConsoleListener.worker(warden.server(), worker, attribute);
    }

    private static String deployed() throws Exception {
        return Cli.succeed("/deployment=poolwarden.ear:read-attribute(name=enabled-timestamp)");
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        return Http.anonymous(port, path).get("").statusCode();
    }
}
