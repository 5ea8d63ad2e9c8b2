package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.web.ConsoleMessages;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

@DisplayName("A list as a file")
class FileTest {

    private static final int MANY = 3 * Listing.PAGE + 1;

    private final RecordingWarden warden = new RecordingWarden();
    private final Map<String, HttpServlet> files = Map.of(
            "/leases.csv",
            new LeasesServlet(warden, new FakeFleet()),
            "/sessions.csv",
            new SessionsServlet(warden, new FakeFleet()));

    @Test
    @DisplayName("is the whole of what was filtered, whatever page it was asked from")
    void whole() throws Exception {
        seen(List.of());
        for (String path : files.keySet()) {
            Web web = get(path, "page", "2");
            assertEquals(200, web.status, path);
            assertEquals(1 + MANY, web.body.toString().lines().count(), path);
        }
        assertEquals(
                1,
                get("/leases.csv", "verdict", "LEAKED").body.toString().lines().count(),
                "filtered");
    }

    @Test
    @DisplayName("is 503 with the time to ask again before the first scan, and while a guard is silent")
    void noFileWithGaps() throws Exception {
        for (String path : files.keySet()) {
            warden.status = new ScanStatus(null, null, Duration.ofMinutes(1));
            later(get(path, "page", "1"), "PWARDEN0119");
            seen(List.of(new Problem("PWARDEN0203", "this server", "Planned by this test.", "Wait.")));
            later(get(path, "page", "1"), "PWARDEN0203: Planned by this test. Wait.");
            seen(List.of(new Problem("PWARDEN0205", "this server", "It hides nothing.", null)));
            Web web = get(path, "page", "1");
            assertEquals(200, web.status, path);
            assertEquals("true", web.headers.get("Poolwarden-Complete"), path);
        }
    }

    @Test
    @DisplayName("with gaps is given to whoever asks for it, under another name and with a header that says so")
    void gapsThatAreAllowed() throws Exception {
        for (String path : files.keySet()) {
            for (ScanStatus status : List.of(new ScanStatus(null, null, Duration.ZERO), withGap())) {
                warden.status = status;
                later(get(path, "allowIncomplete", "false"), status.scan() == null ? "PWARDEN0119" : "PWARDEN0202");
                Web web = get(path, "allowIncomplete", "true");
                assertEquals(200, web.status, path);
                assertEquals("false", web.headers.get("Poolwarden-Complete"), path);
                assertTrue(web.headers.get("Content-Disposition").endsWith("-incomplete.csv\""), path);
                assertFalse(web.body.toString().isEmpty(), "the head");
            }
        }
    }

    @Test
    @DisplayName("of a scan that is too old is one with gaps")
    void old() throws Exception {
        seen(List.of());
        warden.status = new ScanStatus(warden.status.scan(), Duration.ofSeconds(60), null);
        for (String path : files.keySet()) {
            later(get(path, "page", "1"), "PWARDEN0120");
        }
    }

    private ScanStatus withGap() {
        seen(List.of(new Problem("PWARDEN0202", "java:/guard", "There is no guard.", null)));
        return warden.status;
    }

    @Test
    @DisplayName("is refused in one line of text, not by a page")
    void refusal() throws Exception {
        Web web = get("/leases.csv", "sort", "colour");
        assertEquals(400, web.status);
        assertEquals(ConsoleMessages.UNKNOWN_FILTER, web.body.toString().strip());
        assertNull(web.page);
        assertNull(web.headers.get("Retry-After"));
    }

    private static void later(Web web, String start) {
        assertEquals(503, web.status);
        assertEquals("2", web.headers.get("Retry-After"));
        assertNull(web.page, "no HTML");
        assertTrue(web.body.toString().startsWith(start), web.body::toString);
    }

    private void seen(List<Problem> problems) {
        List<Row> rows = new ArrayList<>();
        List<ClassifiedSession> sessions = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            rows.add(Sample.row(i, Verdict.IN_USE, i));
            sessions.add(Sample.classified(Verdict.ORPHAN));
        }
        warden.status = new ScanStatus(
                new Scan(Instant.now(), Duration.ZERO, rows, sessions, problems, true), Duration.ZERO, null);
    }

    private Web get(String path, String parameter, String value) throws Exception {
        Web web = new Web("GET", path).with(parameter, value);
        files.get(path).service(web.request(), web.response());
        return web;
    }
}
