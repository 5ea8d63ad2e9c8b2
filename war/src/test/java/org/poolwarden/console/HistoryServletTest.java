package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.AuditFilter;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.console.view.ProblemView;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;

@DisplayName("The history")
class HistoryServletTest {

    private static final Problem UNREAD =
            new Problem("PWARDEN0421", "java:/guard", "It could not be read.", "Mend it.");

    private final RecordingWarden warden = new RecordingWarden();
    private final HistoryServlet history = new HistoryServlet(warden);

    @Test
    @DisplayName("shows which databases could not be read, and that older rows were not looked at")
    void whatIsMissing() throws Exception {
        Web whole = get(history, "/history");
        assertEquals(List.of(), whole.attributes.get("problems"));
        assertEquals(false, whole.attributes.get("more"));

        warden.auditProblems.add(UNREAD);
        warden.auditGoesOn = true;
        Web web = get(history, "/history");
        assertEquals("/WEB-INF/jsp/history.jsp", web.page);
        assertEquals(List.of(new ProblemView(UNREAD)), web.attributes.get("problems"));
        assertEquals(true, web.attributes.get("more"));
    }

    @Test
    @DisplayName("as a file is refused where a database is missing: no row of it says so")
    void noFileWithGaps() throws Exception {
        assertEquals(200, get(history, "/history.csv").status);
        warden.auditProblems.add(UNREAD);
        Web web = get(history, "/history.csv");
        assertEquals(503, web.status);
        assertEquals("2", web.headers.get("Retry-After"));
        assertNull(web.page, "no HTML");
        assertTrue(web.body.toString().startsWith(UNREAD.toString()), web.body::toString);
        Web allowed = new Web("GET", "/history.csv").with("allowIncomplete", "true");
        history.doGet(allowed.request(), allowed.response());
        assertEquals(200, allowed.status);
        assertEquals("false", allowed.headers.get("Poolwarden-Complete"));
    }

    @Test
    @DisplayName("as a file is refused where older rows were not read, too")
    void noFileThatIsCut() throws Exception {
        warden.audited.add(new AuditedKill(Sample.audited(1, "k1", "DONE", null), true));
        warden.auditGoesOn = true;
        Web web = get(history, "/history.csv");
        assertEquals(503, web.status);
        assertTrue(web.body.toString().startsWith("PWARDEN0434"), web.body::toString);
        Web page = get(history, "/history");
        assertEquals(false, page.attributes.get("complete"));
        assertTrue(page.attributes.get("csv").toString().contains("allowIncomplete=true"));
    }

    @Test
    @DisplayName("asks only the database that is named")
    void named() throws Exception {
        Web web = new Web("GET", "/history").with("database", "FREE/FREEPDB1");
        history.doGet(web.request(), web.response());
        assertEquals(List.of("audit of FREE/FREEPDB1"), warden.orders);
    }

    @Test
    @DisplayName("has the databases filter, and goes on with the rows before the last one")
    void filters() throws Exception {
        warden.audited.add(new AuditedKill(Sample.audited(1, "k1", "DONE", null), true));
        warden.auditGoesOn = true;
        Web web = new Web("GET", "/history")
                .with("session", " 1, 46,99")
                .with("outcome", "DONE")
                .with("q", "it leaks")
                .with("from", "2026-11-20T10:00")
                .with("to", "2026-11-22T10:00")
                .with("page", "1");
        history.doGet(web.request(), web.response());
        LocalDateTime from = LocalDateTime.parse("2026-11-20T10:00");
        LocalDateTime to = LocalDateTime.parse("2026-11-22T10:00");
        List<String> words = List.of("it", "leaks");
        AuditFilter asked = new AuditFilter(null, "1,46,99", null, "DONE", words, from, to, AuditFilter.MAX);
        assertEquals(asked, warden.filters.get(0));

        String older = web.attributes.get("older").toString();
        assertTrue(older.endsWith("&until=2026-11-21T03%3A00%3A01"), older);
        assertTrue(older.contains("q=it+leaks") && !older.contains("page="), older);
        Web next = new Web("GET", "/history").with("until", "2026-11-21T03:00:01");
        history.doGet(next.request(), next.response());
        assertEquals(
                LocalDateTime.parse("2026-11-21T03:00:01"),
                warden.filters.get(1).to());

        Web wrong = new Web("GET", "/history").with("from", "yesterday");
        history.doGet(wrong.request(), wrong.response());
        assertEquals(400, wrong.status);
    }

    @Test
    @DisplayName("of a slow database is a page that refreshes itself, and as a file 503 with the time to ask again")
    void slow() throws Exception {
        warden.fault = WardenException.Fault.NOT_YET;
        assertEquals("/WEB-INF/jsp/waiting.jsp", get(history, "/history").page);
        Web file = get(history, "/history.csv");
        assertEquals(503, file.status);
        assertEquals("2", file.headers.get("Retry-After"));
        assertNull(file.page, "no HTML");
        assertTrue(file.body.toString().startsWith("PWARDEN0517"), file.body::toString);
    }

    private static Web get(HistoryServlet servlet, String path) throws Exception {
        Web web = new Web("GET", path);
        servlet.doGet(web.request(), web.response());
        return web;
    }
}
