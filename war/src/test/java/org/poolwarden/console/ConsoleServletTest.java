package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.admin.KillRequest;
import org.poolwarden.admin.Requester;
import org.poolwarden.admin.WardenException.Fault;
import org.poolwarden.oracle.KillMode;

class ConsoleServletTest {

    private static final String VIEWER = "poolwarden-viewer";
    private static final String OPERATOR = "poolwarden-operator";

    private final RecordingWarden warden = new RecordingWarden();
    private final ConsoleServlet console = new ConsoleServlet(warden);
    private final HttpSession session = Web.session();

    @Test
    void theListShowsEverythingOrOnlyTheLeaks() throws Exception {
        Web all = get(new Web("GET", "").as(VIEWER));
        Web leaks = get(new Web("GET", "").as(VIEWER).with("verdict", "leaks"));

        assertEquals("/WEB-INF/jsp/leases.jsp", all.page);
        assertEquals(2, ((List<?>) all.attributes.get("leases")).size());
        assertEquals(1, ((List<?>) leaks.attributes.get("leases")).size());
        assertEquals(false, all.attributes.get("operator"));
    }

    @Test
    void onlyAnOperatorWhoMayKillGetsATokenToDoSo() throws Exception {
        assertTrue(preview(OPERATOR).attributes.containsKey("token"));
        assertFalse(preview(VIEWER).attributes.containsKey("token"));
        warden.allowed = false;
        assertFalse(preview(OPERATOR).attributes.containsKey("token"));
    }

    @Test
    void aKillNamesWhoAskedAndRedirectsToItsState() throws Exception {
        Web web = post(form().as(OPERATOR));

        KillRequest asked =
                new KillRequest(7, KillMode.IMMEDIATE, new Requester("ops", "HTTP", "10.1.2.3"), "INC-17 stock locked");
        assertEquals(List.of(asked), warden.requests);
        assertEquals(303, web.status);
        assertEquals("/poolwarden/kill?id=k+1%26", web.headers.get("Location"));
    }

    @Test
    void aKillWithoutTheRoleTheTokenOrTheLeaseNeverReachesTheCore() throws Exception {
        refused(post(form().as(VIEWER)), 403, ConsoleMessages.FORBIDDEN);
        refused(post(form().as(OPERATOR).with("token", "guessed")), 403, ConsoleMessages.FORGED);
        refused(post(form().as(OPERATOR).in(null)), 403, ConsoleMessages.FORGED);
        refused(post(form().as(OPERATOR).with("lease", "all")), 400, ConsoleMessages.NO_LEASE);
        assertEquals(List.of(), warden.requests);
    }

    @Test
    void nothingButTheKillTakesAPost() throws Exception {
        Web web = new Web("POST", "/preview").as(OPERATOR).with("lease", "7");
        refused(post(web), 405, ConsoleMessages.WRONG_METHOD);
    }

    @ParameterizedTest
    @CsvSource({"BAD_REQUEST, 400", "NOT_FOUND, 404", "DENIED, 403", "UNAVAILABLE, 503"})
    void theCoresRefusalIsShownAsItStands(Fault fault, int status) throws Exception {
        warden.fault = fault;
        refused(preview(OPERATOR), status, "PWARDEN0299: " + fault);
        refused(post(form().as(OPERATOR)), status, "PWARDEN0299: " + fault);
    }

    @Test
    void anUnknownKillIsNotFoundAndAMissingOneABadRequest() throws Exception {
        refused(get(new Web("GET", "/kill").as(VIEWER).with("id", "k9")), 404, "PWARDEN0202: There is no such kill.");
        refused(get(new Web("GET", "/kill").as(VIEWER)), 400, ConsoleMessages.NO_KILL);
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
        return get(new Web("GET", "/preview").as(role).with("lease", "7"));
    }

    private Web form() {
        return new Web("POST", "/kill")
                .in(session)
                .with("lease", "7")
                .with("token", Csrf.token(session))
                .with("reason", " INC-17 stock locked ");
    }

    private Web get(Web web) throws Exception {
        console.doGet(web.request(), web.response());
        return web;
    }

    private Web post(Web web) throws Exception {
        console.doPost(web.request(), web.response());
        return web;
    }

    private static void refused(Web web, int status, String message) {
        assertEquals(status, web.status);
        assertEquals(message, web.attributes.get("message"));
        assertEquals("/WEB-INF/jsp/refusal.jsp", web.page);
    }
}
