package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.console.view.KillRule;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.console.web.Csrf;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

@DisplayName("What changes something, and its preview")
class KillServletTest {

    private static final String VIEWER = "poolwarden-viewer";
    private static final String OPERATOR = "poolwarden-operator";

    private final RecordingWarden warden = new RecordingWarden();
    private final KillServlet kills = new KillServlet(warden, new FakeFleet());
    private final LeaseServlet leases = new LeaseServlet(warden, new FakeFleet());
    private final BatchServlet batches = new BatchServlet(warden);
    private final HttpSession session = Web.session();

    @Test
    void onlyAnOperatorWhoMayKillGetsATokenToDoSo() throws Exception {
        assertTrue(preview(OPERATOR).attributes.containsKey("token"));
        assertFalse(preview(VIEWER).attributes.containsKey("token"));
        warden.allowed = false;
        assertFalse(preview(OPERATOR).attributes.containsKey("token"));
    }

    @Test
    void thePreviewAnswersEachRuleAndTheGuardsAloneWhereItDenies() throws Exception {
        assertEquals(KillRule.RULES.stream().map(rule -> rule + " YES").toList(), checks(preview(OPERATOR)));
        warden.allowed = false;
        warden.guardSays = Preview.GuardSays.DENIES;
        assertEquals(
                List.of(
                        "HELD YES",
                        "MATCHED YES",
                        "UNPROTECTED YES",
                        "IN_SCOPE YES",
                        "GUARD NO",
                        "JTA YES",
                        "ALONE YES"),
                checks(preview(OPERATOR)));
    }

    @Test
    void aKillNamesNobodyAndRedirectsToItsState() throws Exception {
        Web web = post(kills, form().as(OPERATOR));

        assertEquals(List.of(new KillRequest(7, KillMode.IMMEDIATE, null, "INC-17 stock locked")), warden.requests);
        assertEquals(303, web.status);
        assertEquals("/poolwarden/kill?id=k+1%26", web.headers.get("Location"));
    }

    @Test
    void aKillOfASessionWithoutALeaseNamesTheSession() throws Exception {
        Web web = post(
                kills,
                form().as(OPERATOR)
                        .with("lease", null)
                        .with("session", "1,104,17")
                        .with("database", "FREE/FREEPDB1")
                        .with("foreign", "NO"));

        assertEquals(List.of(new SessionChoice("FREE/FREEPDB1", 1, 104, 17, false)), warden.choices);
        assertEquals(List.of(new KillRequest(0, KillMode.IMMEDIATE, null, "INC-17 stock locked")), warden.requests);
        assertEquals(303, web.status);
    }

    @Test
    void anEscalationGoesThroughAsItWasChosen() throws Exception {
        post(
                kills,
                form().as(OPERATOR).with("mode", "POST_TRANSACTION,IMMEDIATE").with("wait", "90"));
        assertEquals(
                List.of(new KillRequest(
                        7,
                        List.of(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE),
                        Duration.ofSeconds(90),
                        "INC-17 stock locked")),
                warden.requests);
    }

    @Test
    void aKillWithoutTheRoleTheTokenOrTheLeaseNeverReachesTheCore() throws Exception {
        refused(post(kills, form().as(VIEWER)), 403, ConsoleMessages.FORBIDDEN);
        refused(post(kills, form().as(OPERATOR).with("token", "guessed")), 403, ConsoleMessages.FORGED);
        refused(post(kills, form().as(OPERATOR).in(null)), 403, ConsoleMessages.FORGED);
        Web other = form().as(OPERATOR);
        other.user = "dora";
        refused(post(kills, other), 403, ConsoleMessages.FORGED);
        Web inAddress = form().as(OPERATOR);
        inAddress.query = "token=" + Csrf.token(session, "ops");
        refused(post(kills, inAddress), 403, ConsoleMessages.FORGED);
        refused(post(kills, form().as(OPERATOR).with("lease", "all")), 400, ConsoleMessages.NO_LEASE);
        refused(post(kills, form().as(OPERATOR).with("mode", "harder")), 400, ConsoleMessages.NO_MODE);
        assertEquals(List.of(), warden.requests);
    }

    @Test
    void aBatchIsOfWhatWasPreviewedAndOfNoMore() throws Exception {
        Web web = form().as(OPERATOR).with("max", "2").with("mode", "KILL");
        web.many.put("lease", new String[] {"7", "8"});
        post(batches, new Web("POST", "/batch").copy(web));
        Web bySite = form().as(OPERATOR)
                .with("max", "3")
                .with("site", "Dao.list(Dao.java:8)")
                .without("lease");
        bySite.many.put("only", new String[] {"3", "4"});
        post(batches, new Web("POST", "/batch").copy(bySite));

        assertEquals(
                List.of(
                        new BatchRequest(
                                BatchSelection.leases(List.of(7L, 8L)),
                                2,
                                List.of(KillMode.KILL),
                                Duration.ZERO,
                                "INC-17 stock locked"),
                        new BatchRequest(
                                BatchSelection.leaked(null, null, "Dao.list(Dao.java:8)")
                                        .among(List.of(3L, 4L)),
                                3,
                                List.of(KillMode.IMMEDIATE),
                                Duration.ZERO,
                                "INC-17 stock locked")),
                warden.batches);
    }

    @Test
    void toStopAndToWithdrawNeedTheRoleAndTheTokenToo() throws Exception {
        for (Map.Entry<String, HttpServlet> one : Map.<String, HttpServlet>of(
                        "/batch-stop", batches, "/withdraw", kills)
                .entrySet()) {
            Web web = new Web("POST", one.getKey()).with("id", "b1").in(session);
            refused(post(one.getValue(), web.as(VIEWER)), 403, ConsoleMessages.FORBIDDEN);
            refused(post(one.getValue(), web.as(OPERATOR)), 403, ConsoleMessages.FORGED);
        }
        assertEquals(List.of(), warden.orders);
        Web stop = new Web("POST", "/batch-stop").with("id", "b1").in(session).as(OPERATOR);
        post(batches, stop.with("token", Csrf.token(session, "ops")));
        assertEquals(List.of("stop b1"), warden.orders);
        assertEquals("/poolwarden/batch?id=b1", stop.headers.get("Location"));
    }

    @Test
    void aLeaseIsNotSaidToBeGoneBeforeTheFirstScan() throws Exception {
        warden.status = new ScanStatus(null, null, null);
        warden.fault = Fault.NOT_YET;
        for (String path : List.of("/lease", "/preview")) {
            Web web = new Web("GET", path).as(VIEWER).with("lease", "7");
            leases.doGet(web.request(), web.response());
            assertEquals("/WEB-INF/jsp/waiting.jsp", web.page, path);
            assertEquals(200, web.status, path);
        }
    }

    @Test
    void aLeaseIsNotSaidToBeGoneWhileNoLeaseCanBeRead() throws Exception {
        Problem unread = new Problem("PWARDEN0102", "this server", "They cannot be read.", null);
        warden.status = new ScanStatus(
                new Scan(Instant.now(), Duration.ZERO, List.of(), List.of(), List.of(unread), false),
                Duration.ZERO,
                null);
        Web web = new Web("GET", "/lease").as(VIEWER).with("lease", "7");
        leases.doGet(web.request(), web.response());
        refused(web, 503, "PWARDEN0102: They cannot be read.");
    }

    @Test
    void aPreviewTakesNoPost() throws Exception {
        Web web = new Web("POST", "/preview").as(OPERATOR).with("lease", "7");
        refused(post(leases, web), 405, ConsoleMessages.WRONG_METHOD);
    }

    @ParameterizedTest
    @CsvSource({"BAD_REQUEST, 400", "NOT_FOUND, 404", "DENIED, 403", "TOO_LATE, 409", "UNAVAILABLE, 503"})
    void theCoresRefusalIsShownAsItStands(Fault fault, int status) throws Exception {
        warden.fault = fault;
        refused(preview(OPERATOR), status, "PWARDEN0299: " + fault + ". Do not.");
        refused(post(kills, form().as(OPERATOR)), status, "PWARDEN0299: " + fault + ". Do not.");
    }

    @Test
    void anUnknownKillIsNotFoundAndAMissingOneABadRequest() throws Exception {
        Web unknown = new Web("GET", "/kill").as(VIEWER).with("id", "k9");
        kills.doGet(unknown.request(), unknown.response());
        refused(unknown, 404, "PWARDEN0405: There is no such kill. List them.");
        Web missing = new Web("GET", "/kill").as(VIEWER);
        kills.doGet(missing.request(), missing.response());
        refused(missing, 400, ConsoleMessages.NO_KILL);
    }

    @Test
    void aMethodThatNoJspAnswersIsRefusedInPlainText() throws Exception {
        Web web = new Web("PUT", "/refusal");
        web.attributes.put("jakarta.servlet.error.status_code", 401);
        new RefusalServlet().service(web.request(), web.response());
        assertEquals(401, web.status);
        assertEquals(ConsoleMessages.UNAUTHENTICATED, web.body.toString().strip());
    }

    private Web preview(String role) throws Exception {
        Web web = new Web("GET", "/preview").as(role).with("lease", "7");
        leases.doGet(web.request(), web.response());
        return web;
    }

    private static List<String> checks(Web web) {
        return ((List<?>) web.attributes.get("checks"))
                .stream()
                        .map(KillRule.class::cast)
                        .map(check -> check.rule() + " " + check.answer())
                        .toList();
    }

    private Web form() throws Exception {
        return new Web("POST", "/kill")
                .in(session)
                .with("lease", "7")
                .with("token", Csrf.token(session, "ops"))
                .with("reason", " INC-17 stock locked ");
    }

    private static Web post(HttpServlet servlet, Web web) throws Exception {
        servlet.service(web.request(), web.response());
        return web;
    }

    private static void refused(Web web, int status, String message) {
        assertEquals(status, web.status);
        assertEquals(message, web.attributes.get("message"));
        assertEquals("/WEB-INF/jsp/refusal.jsp", web.page);
    }
}
