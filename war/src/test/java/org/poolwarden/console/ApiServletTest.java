package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

@DisplayName("What programs read as JSON")
class ApiServletTest {

    private final RecordingWarden warden = new RecordingWarden();
    private final ApiServlet api = new ApiServlet(warden);

    @BeforeEach
    void somethingOfEach() {
        warden.status = new ScanStatus(
                new Scan(
                        Instant.now(),
                        Duration.ofMillis(37),
                        List.of(Sample.row(Verdict.LEAKED, Access.ALLOWED), Sample.row(Verdict.UNMATCHED, null)),
                        List.of(Sample.classified(Verdict.ORPHAN, Access.PROTECTED)),
                        List.of(new Problem("PWARDEN0203", "java:/guard", "Planned by this test.", "Wait.")),
                        true),
                Duration.ZERO,
                null);
        warden.kills.add(Sample.killed("k1"));
        warden.audited.add(new AuditedKill(Sample.audited(1, "k1", "DONE", null), true));
        warden.audited.add(new AuditedKill(Sample.audited(2, null, "DENIED", -20901), false));
        warden.sqlText = "SELECT 'secret' FROM DUAL";
    }

    @Test
    @DisplayName("has the contract's names in the contract's order")
    void names() throws Exception {
        Map<String, Entity> lists = Map.of(
                "/pools", Entity.POOL,
                "/leases", Entity.LEASE,
                "/sessions", Entity.SESSION,
                "/kills", Entity.KILL,
                "/audit", Entity.AUDIT_ROW);
        for (Map.Entry<String, Entity> list : lists.entrySet()) {
            JsonObject answer = get(new Web("GET", "/api"), list.getKey());
            assertFalse(answer.getJsonArray("items").isEmpty(), list::toString);
            for (JsonValue item : answer.getJsonArray("items")) {
                assertEquals(
                        names(list.getValue(), Audience.EVERYONE),
                        List.copyOf(item.asJsonObject().keySet()));
                assertFalse(
                        item.toString().contains("\"null") || item.toString().contains("null "), item::toString);
            }
        }
        JsonObject problem =
                get(new Web("GET", "/api"), "/leases").getJsonArray("problems").getJsonObject(0);
        assertEquals("PWARDEN0203", problem.getString("code"));
        assertEquals("java:/guard", problem.getString("subject"));
        assertEquals("Planned by this test.", problem.getString("text"));
        assertEquals("Wait.", problem.getString("action"));
    }

    @Test
    @DisplayName("says what is unknown by null")
    void unknown() throws Exception {
        JsonObject alone =
                get(new Web("GET", "/api"), "/leases").getJsonArray("items").getJsonObject(1);
        assertTrue(alone.isNull("sessionStatus") && alone.isNull("undoRecords"), alone::toString);
        assertEquals(Sample.SESSION.key(), alone.getString("session"));
        warden.status = new ScanStatus(null, null, null);
        assertTrue(get(new Web("GET", "/api"), "/leases").isNull("scanTime"));
    }

    @Test
    @DisplayName("has a kill with its session, its database and its steps")
    void kill() throws Exception {
        JsonObject kill = get(new Web("GET", "/api").with("id", "k1"), "/kill");
        assertEquals(Sample.SESSION.key(), kill.getString("session"));
        assertEquals("FREE/FREEPDB1", kill.getString("database"));
        assertEquals(1, kill.getJsonArray("steps").size());
        assertTrue(kill.isNull("auditId") && kill.isNull("locksFree"), kill::toString);
    }

    @Test
    @DisplayName("says of each row of the audit how its kill ended")
    void audit() throws Exception {
        JsonObject answer = get(new Web("GET", "/api").with("session", Sample.SESSION.key()), "/audit");
        JsonObject row = answer.getJsonArray("items").getJsonObject(0);
        assertEquals("GONE", row.getString("sessionState"));
        assertEquals("session gone", row.getString("endNote"));
        assertEquals(false, answer.getBoolean("hasMore"));
    }

    @Test
    @DisplayName("has the statement for operators, and for nobody else")
    void statement() throws Exception {
        JsonObject viewers = get(new Web("GET", "/api").with("lease", "7"), "/explain");
        assertEquals(names(Entity.EXPLANATION, Audience.EVERYONE), List.copyOf(viewers.keySet()));
        assertFalse(viewers.toString().contains("secret"), viewers::toString);
        JsonObject operators = get(new Web("GET", "/api").with("lease", "7").as(ConsolePage.OPERATOR), "/explain");
        assertEquals("SELECT 'secret' FROM DUAL", operators.getString("sqlText"));
    }

    /** Every list that there is: what is made from a scan or the audit says what is missing. */
    @Test
    @DisplayName("says of each list whether it is complete, when it was read and what is missing, before all else")
    void completeness() throws Exception {
        warden.auditProblems.add(new Problem("PWARDEN0421", "java:/guard", "Planned.", null));
        List<String> head = new ArrayList<>(names(Entity.LIST, Audience.EVERYONE));
        head.addAll(List.of("problems", "items", "count"));
        Map<String, Boolean> lists = Map.of(
                "/pools", true,
                "/leases", false,
                "/leaks", false,
                "/sessions", false,
                "/kills", true,
                "/batches", true,
                "/audit", false);
        for (Map.Entry<String, Boolean> list : lists.entrySet()) {
            JsonObject answer = get(new Web("GET", "/api"), list.getKey());
            assertEquals(head, List.copyOf(answer.keySet()).subList(0, head.size()), list::toString);
            assertEquals(list.getValue(), answer.getBoolean("complete"), list::toString);
            assertEquals(list.getValue(), answer.getJsonArray("problems").isEmpty(), list::toString);
        }
        warden.status = new ScanStatus(null, null, null);
        for (String list : List.of("/leases", "/leaks", "/sessions")) {
            JsonObject answer = get(new Web("GET", "/api"), list);
            assertFalse(answer.getBoolean("complete"), "nothing has been read yet");
            assertEquals(
                    "PWARDEN0119",
                    answer.getJsonArray("problems").getJsonObject(0).getString("code"));
        }
    }

    private static List<String> names(Entity entity, Audience reader) {
        List<String> names = new ArrayList<>();
        for (Field field : entity.fields()) {
            if (reader.mayRead(field.audience())) {
                names.add(field.name());
            }
        }
        return names;
    }

    private JsonObject get(Web web, String what) throws Exception {
        web.pathInfo = what;
        api.service(web.request(), web.response());
        assertEquals(200, web.status, web.body::toString);
        return Json.createReader(new StringReader(web.body.toString())).readObject();
    }
}
