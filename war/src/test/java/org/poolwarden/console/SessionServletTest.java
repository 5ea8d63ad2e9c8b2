package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.view.ClassifiedSessionView;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Verdict;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

@DisplayName("The page of one session")
class SessionServletTest {

    private final RecordingWarden warden = new RecordingWarden();
    private final SessionServlet servlet = new SessionServlet(warden);

    @Test
    @DisplayName("shows what belongs to no lease, found by its numbers with blanks where people put them")
    void unleased() throws Exception {
        seen(Sample.classified(Verdict.ORPHAN));
        Web web = get("1, 104,17", "FREE/FREEPDB1");
        assertEquals("/WEB-INF/jsp/session.jsp", web.page);
        assertEquals("ORPHAN", ((ClassifiedSessionView) web.attributes.get("one")).verdict());
        assertNotNull(web.attributes.get("waiters"));
    }

    @Test
    @DisplayName("is the lease's own, where there is one")
    void leased() throws Exception {
        seen(Sample.leased(7));
        Web web = get("1,104,17", null);
        assertEquals(303, web.status);
        assertEquals("/poolwarden/lease?lease=7", web.headers.get("Location"));
    }

    @Test
    @DisplayName("is refused for what is no session, is not seen, or may be of two databases")
    void refused() throws Exception {
        refused(get("104,17", null), 400, ConsoleMessages.NO_SESSION);
        refused(get("1,104,17", null), 404, ConsoleMessages.SESSION_GONE);
        seen(Sample.classified(Verdict.IDLE), Sample.classified(Verdict.FOREIGN));
        refused(get("1,104,17", " "), 400, ConsoleMessages.WHICH_DATABASE);
        refused(get("1,104,17", "OTHER/OTHERPDB"), 404, ConsoleMessages.SESSION_GONE);
    }

    @Test
    @DisplayName("is not said to be gone while a database could not be read")
    void notRead() throws Exception {
        Problem down = new Problem("PWARDEN0203", "java:/guard", "It is down.", "Start it.");
        warden.status = new ScanStatus(warden.status.scan().with(down), Duration.ZERO, null);
        refused(get("1,104,17", null), 503, "PWARDEN0203: It is down. Start it.");
    }

    @Test
    @DisplayName("waits for the first scan, before which nothing is known to be gone")
    void beforeTheFirstScan() throws Exception {
        warden.status = new ScanStatus(null, null, null);
        Web web = get("1,104,17", null);
        assertEquals("/WEB-INF/jsp/waiting.jsp", web.page);
        assertEquals(200, web.status);
        assertNotNull(web.attributes.get("scan"));
    }

    @Test
    @DisplayName("has a preview of its end, with a form for an operator who may end it")
    void previewed() throws Exception {
        Web web = preview("poolwarden-operator");
        assertEquals("/WEB-INF/jsp/session-preview.jsp", web.page);
        assertEquals(
                List.of(new SessionChoice("FREE/FREEPDB1", 1, 104, 17, true)),
                warden.choices,
                "and says what it means");
        assertNotNull(web.attributes.get("token"));
        assertNull(preview("poolwarden-viewer").attributes.get("token"));
        warden.allowed = false;
        assertNull(preview("poolwarden-operator").attributes.get("token"));
    }

    private Web preview(String role) throws Exception {
        Web web = new Web("GET", "/session-preview")
                .with("session", "1,104,17")
                .with("database", "FREE/FREEPDB1")
                .with("foreign", "YES")
                .as(role);
        servlet.doGet(web.request(), web.response());
        return web;
    }

    private void seen(ClassifiedSession... sessions) {
        Scan scan = new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(sessions), List.of(), true);
        warden.status = new ScanStatus(scan, Duration.ZERO, null);
    }

    private Web get(String session, String database) throws Exception {
        Web web = new Web("GET", "/session").with("session", session).with("database", database);
        servlet.doGet(web.request(), web.response());
        return web;
    }

    private static void refused(Web web, int status, String message) {
        assertEquals(status, web.status);
        assertEquals(message, web.attributes.get("message"));
    }
}
