package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.Attribute;
import javax.management.RuntimeMBeanException;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.poolwarden.it.RefusedRequest.Sender;

/** The refusals of every interface, each a table. What no role may do under rbac is in InstallIT, on its own server. */
@DisplayName("Refused, with nothing done:")
class RefusalsIT extends OnServer {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\"\\s+value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("PWARDEN0\\d{3}: \\S");

    private static final List<String> ODD_TEXTS = List.of(
            "none",
            "",
            "<script>alert(1)</script>",
            "x' or 'x'='x",
            "a\r\nb",
            "\u001b[2J",
            "\u202e",
            "k".repeat(5_000));
    private static final List<String> NO_REASONS =
            List.of("", "  ", "\1\2", "\u200b", "\u2028", "...", "String", "r".repeat(401));
    private static final List<String> ODD_MODES =
            List.of("harder", "", "KILL,CANCEL", "KILL,KILL", "IMMEDIATE;KILL", "M".repeat(5_000));
    private static final List<String> ODD_SESSIONS = List.of("", "1", "1,2", "1,2,3,4", "a,b,c", "-1,2,3", "0,0,0");

    @TempDir
    static Path files;

    private int victim;
    private long lease;
    private int killsBefore;

    @BeforeEach
    void leak() throws Exception {
        victim = sid(app.post("/leak/ended-thread?name=v"));
        lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        killsBefore = warden.table("listKills").size();
    }

    @AfterEach
    void nothingWasDone() throws Exception {
        assertEquals(killsBefore, warden.table("listKills").size(), "no kill was accepted");
        assertTrue(Sight.hasSession(victim));
        assertEquals(victim, sid(app.post("/use?name=v")), "the lease was not touched");
    }

    @Test
    @DisplayName("requests to the console")
    void console() throws Exception {
        Map<Sender, Http> senders = new EnumMap<>(Map.of(
                Sender.NOBODY, Http.anonymous("/poolwarden"),
                Sender.STRANGER, Http.as("nobody-of-that-name", "guessed", "/poolwarden"),
                Sender.VIEWER, Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden"),
                Sender.OPERATOR, Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden")));
        String preview = "/preview?lease=" + lease;
        String token = token(senders.get(Sender.OPERATOR).get(preview).body());
        String foreign = token(Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden")
                .get(preview)
                .body());
        List<RefusedRequest> all = RefusedRequest.all(Long.toString(lease), token, foreign);
        assertTrue(all.size() >= 300, () -> all.size() + " cases");
        List<Executable> checks = new ArrayList<>();
        for (RefusedRequest one : all) {
            checks.add(() -> {
                // Ten failures lock a user's name for a while: what is tested is what happens without that.
                Http sender = one.sender() == Sender.STRANGER
                        ? Http.as("nobody" + Integer.toHexString(one.hashCode()), "guessed", "/poolwarden")
                        : senders.get(one.sender());
                isRefused(one, one.send(sender));
            });
        }
        assertAll(checks.stream());
    }

    /** The listener refuses it before any application sees it, and hangs up. */
    @Test
    @DisplayName("over a thousand parameters in an address")
    void thousandParameters() throws Exception {
        String many =
                IntStream.rangeClosed(0, 1000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
        Http operator = Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
        for (String path : List.of("/leases", "/api/v1/leases", "/preview", "/login")) {
            HttpResponse<String> answer = operator.get(path + "?" + many);
            assertEquals(400, answer.statusCode(), path);
            assertFalse(answer.body().contains("\tat ") || answer.body().contains("Exception"), answer::body);
        }
    }

    private static void isRefused(RefusedRequest one, HttpResponse<String> answer) {
        assertTrue(one.statuses().contains(answer.statusCode()), () -> one + " answered " + answer.statusCode());
        String body = answer.body();
        assertFalse(body.contains("\tat ") || body.contains("Exception"), () -> one + " shows a stack trace: " + body);
        boolean isPage = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        assertFalse(isPage && body.contains("<script>alert"), () -> one + " shows script: " + body);
        assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty(), () -> one + " gives a session");
        if (one.method().equals("TRACE")) {
            return; // the listener's own refusal, before any application
        }
        for (String header :
                List.of("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")) {
            assertTrue(
                    answer.headers().firstValue(header).isPresent(),
                    () -> one + " lacks " + header + ", " + answer.statusCode() + " "
                            + answer.headers().map());
        }
        if (one.path().startsWith("/api/")) {
            ApiProblem.assertOne(one.toString(), answer);
        } else if (answer.statusCode() != 401) {
            assertTrue(CODE.matcher(body).find(), () -> one + " says no number: " + body);
        }
    }

    @Test
    @DisplayName("a kill by another deployment that has found the core's bean and says it is the ceo")
    void otherDeployment() throws Exception {
        Cli.succeed("deploy " + Wars.stealing(files, lease));
        try {
            String met = Http.anonymous("/stealing").get("/steal.jsp").body();
            assertTrue(met.contains("PWARDEN0436"), met);
            assertTrue(met.contains("stealing.war"), met);
            assertFalse(met.contains("killed: "), met);
        } finally {
            Cli.succeed("undeploy stealing.war");
        }
    }

    @Test
    @DisplayName("calls by JMX")
    void jmx() throws Exception {
        List<Executable> checks = new ArrayList<>();
        for (String reason : NO_REASONS) {
            checks.add(refused("kill", lease, reason));
            checks.add(refused("killInMode", lease, "KILL", 0, reason, ""));
            checks.add(refused("killBatch", Long.toString(lease), "", "", "", "", 1, reason));
            checks.add(refused("killBatchInMode", Long.toString(lease), "", "", "", "", 1, "KILL", 0, reason, ""));
        }
        // None is no odd one over JMX: JConsole sends an empty text for a field that is left empty, which is IMMEDIATE.
        for (String modes : ODD_MODES.stream().filter(odd -> !odd.isEmpty()).toList()) {
            checks.add(refused("killInMode", lease, modes, 10, "why", ""));
            checks.add(refused("killBatchInMode", Long.toString(lease), "", "", "", "", 1, modes, 10, "why", ""));
        }
        for (int wait : new int[] {-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            checks.add(refused("killInMode", lease, "CANCEL,KILL", wait, "why", ""));
        }
        for (long unknown : new long[] {-1, 0, 1, 999_999, Long.MIN_VALUE, Long.MAX_VALUE}) {
            checks.add(refused("kill", unknown, "why"));
            checks.add(refused("preview", unknown));
            checks.add(refused("explain", unknown));
            checks.add(refused("readSql", unknown));
            checks.add(refused("killScript", Long.toString(unknown)));
            checks.add(refused("killBatch", Long.toString(unknown), "", "", "", "", 1, "why"));
        }
        for (String id : ODD_TEXTS) {
            for (String operation : List.of("withdraw", "stopBatch", "killReport", "killState", "batchState")) {
                checks.add(refused(operation, id));
            }
            if (!id.isEmpty()) {
                checks.add(refused("killScript", id));
                checks.add(refused("killBatch", id, "", "", "", "", 1, "why"));
                checks.add(refused("killBatch", "", id, "", "", "", 1, "why"));
                checks.add(refused("killBatch", "", "", id, "", "", 1, "why"));
                checks.add(refused("killBatch", "", "", "", id, "", 1, "why"));
                checks.add(refused("previewBatch", "", id, "", "", "", 1));
                checks.add(refused("judgePool", id, "PT1S"));
                checks.add(refused("previewBatch", "", "", "", "", id, 1));
                checks.add(refused("listAudit", "", "", "", id, "", 5));
                checks.add(refusedSetting("Tracking", id));
            }
        }
        for (int max : new int[] {-1, 0, 201, Integer.MAX_VALUE}) {
            checks.add(refused("killBatch", Long.toString(lease), "", "", "", "", max, "why"));
            checks.add(refused("previewBatch", Long.toString(lease), "", "", "", "", max));
        }
        checks.add(refused("killBatch", "", "", "", "", "", 1, "why"));
        checks.add(refused("killBatch", Long.toString(lease), SHOP, "", "", "", 1, "why"));
        for (String session : ODD_SESSIONS) {
            checks.add(refused("whoKilled", "", session));
        }
        for (long seconds : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            for (String setting : List.of("SuspectAfterSeconds", "ScanEverySeconds")) {
                checks.add(refusedSetting(setting, seconds));
            }
        }
        checks.add(() -> assertThrows(Exception.class, () -> Warden.connect("nobody", Stage.managementPort())));
        assertTrue(checks.size() >= 150, () -> checks.size() + " cases");
        assertAll(checks.stream());
    }

    @Test
    @DisplayName("operations by HTTP management, which are those of the command line")
    void management() throws Exception {
        Management management = Management.as(Stage.COLLEAGUE, Stage.managementPort());
        List<ModelNode> all = new ArrayList<>();
        for (String reason : NO_REASONS) {
            if (!reason.isEmpty()) {
                all.add(operation("kill", "lease-id", lease, "reason", reason));
                all.add(operation("kill-batch", "lease-ids", lease, "max", 1, "reason", reason));
            }
        }
        all.add(operation("kill", "lease-id", lease));
        all.add(operation("kill", "reason", "why"));
        for (String modes : ODD_MODES) {
            if (!modes.isEmpty()) {
                all.add(operation(
                        "kill", "lease-id", lease, "reason", "why", "modes", modes, "escalate-after-seconds", 9));
            }
        }
        for (String id : ODD_TEXTS) {
            if (!id.isEmpty()) {
                all.add(operation("kill", "lease-id", id, "reason", "why"));
                all.add(operation("explain", "lease-id", id));
                all.add(operation("withdraw", "kill-id", id));
                all.add(operation("stop-batch", "batch-id", id));
                all.add(operation("kill-state", "kill-id", id));
                all.add(operation("kill-report", "kill-id", id));
                all.add(operation("kill-batch", "deployment", id, "max", 1, "reason", "why"));
                all.add(operation("write-attribute", "name", "tracking", "value", id));
                all.add(operation(id, "lease-id", lease));
            }
        }
        for (String wait : List.of("-1", "601", "abc")) {
            all.add(operation("kill", "lease-id", lease, "reason", "why", "wait", wait));
        }
        assertTrue(all.size() >= 75, () -> all.size() + " cases");
        List<Executable> checks = new ArrayList<>();
        for (ModelNode one : all) {
            checks.add(() -> {
                Management.Answer answer = management.ask(one);
                String failure = answer.failure(500);
                assertTrue(
                        CODE.matcher(failure).find() || failure.contains("WFLYCTL"),
                        () -> one + " answered " + failure);
                assertFalse(
                        failure.startsWith("PWARDEN") && (failure.contains("\u001b") || failure.contains("\u202e")),
                        () -> one + ": " + failure);
            });
        }
        for (ModelNode one : all.subList(0, 5)) {
            Management stranger = Management.withWrongPassword("nobody" + one.hashCode(), Stage.managementPort());
            checks.add(() -> assertEquals(401, stranger.ask(one).status(), one::toString));
        }
        assertAll(checks.stream());
    }

    private Executable refused(String operation, Object... arguments) {
        return () -> isRefused(
                operation + List.of(arguments),
                assertThrows(
                        RuntimeMBeanException.class,
                        () -> warden.ask(operation, arguments),
                        () -> operation + List.of(arguments)));
    }

    private Executable refusedSetting(String setting, Object value) {
        return () -> {
            Exception refusal = assertThrows(
                    Exception.class,
                    () -> warden.server().setAttribute(warden.name(), new Attribute(setting, value)),
                    () -> setting + "=" + value);
            isRefused(setting + "=" + value, refusal);
        };
    }

    private static void isRefused(String what, Exception refusal) {
        Throwable told = refusal.getCause() == null ? refusal : refusal.getCause();
        assertTrue(CODE.matcher(told.getMessage()).find(), () -> what + " says " + told);
        assertFalse(told.getMessage().chars().anyMatch(c -> c < ' ' || c == 0x202e), () -> what + " says " + told);
    }

    private static ModelNode operation(String name, Object... given) {
        ModelNode operation = Management.operation("x()");
        operation.get("operation").set(name);
        for (int i = 0; i < given.length; i += 2) {
            operation.get((String) given[i]).set(String.valueOf(given[i + 1]));
        }
        return operation;
    }

    private static String token(String page) {
        Matcher matcher = TOKEN.matcher(page);
        assertTrue(matcher.find(), () -> "no token in " + page);
        return matcher.group(1);
    }
}
