package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.jboss.dmr.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("HTTP management")
class HttpManagementIT extends OnServer {

    private final Management management = Management.as(Stage.COLLEAGUE, Stage.managementPort());

    @Test
    @DisplayName(
            "lists, explains, previews and kills a leak by the operations of the command line; the neighbour lives")
    void listsAndKills() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        int neighbour = sid(app.post("/leak/idle?name=n"));
        long lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        String session = Database.key(victim);

        ModelNode leak = result("list-leaks()").get("items").asList().stream()
                .filter(row -> row.get("lease-id").asLong() == lease)
                .findFirst()
                .orElseThrow();
        assertEquals("LEAKED", leak.get("verdict").asString());
        assertEquals(session, leak.get("session").asString());
        ModelNode explained = result("explain(lease-id=" + lease + ")");
        assertEquals("GONE", explained.get("whereabouts").asString());
        assertEquals("ALLOWED", result("preview(lease-id=" + lease + ")").get(0).asString());

        ModelNode killed = result("kill(lease-id=" + lease + ", reason=\"by a program\", wait=60)");

        assertEquals("GONE", killed.get("session-state").asString(), killed::toString);
        assertEquals("FREED", killed.get("slot-state").asString(), killed::toString);
        String requester = "dora via management HTTP from 127.0.0.1 on " + Stage.NODE;
        assertEquals(requester, killed.get("requester").asString());
        String audit = warden.whoKilled(session).get(0);
        assertTrue(audit.contains("Claimed by " + requester), audit);
        assertFalse(Sight.hasSession(victim));
        assertEquals(neighbour, sid(app.post("/use?name=n")));
    }

    @Test
    @DisplayName("replies to every question that names no lease, with the columns that it describes")
    void questions() throws Exception {
        app.post("/leak/ended-thread?name=v");
        result("scan()");

        for (String question : List.of(
                "list-pools",
                "list-leases",
                "list-leaks",
                "list-sessions",
                "list-problems",
                "list-kills",
                "list-batches",
                "list-audit",
                "kill-script")) {
            ModelNode rows = result(question + "()");
            ModelNode columns =
                    result("read-operation-description(name=" + question + ")").get("reply-properties", "value-type");
            assertEquals(ofNode(columns), rows.keys(), question);
            for (ModelNode row : rows.get("items").asList()) {
                if (row.getType() == ModelType.OBJECT) {
                    assertEquals(ofNode(columns.get("items", "value-type")), row.keys(), question);
                }
            }
        }
        ModelNode resource = result("read-resource(include-runtime=true, recursive=true)");
        assertEquals(SHOP, resource.get("data-source", SHOP, "pool").asString(), resource::toString);
    }

    /** The columns that a list of this node alone has. */
    private static Set<String> ofNode(ModelNode columns) {
        return columns.asPropertyList().stream()
                .filter(column ->
                        !column.getValue().get("description").asString("").endsWith("Undefined without scope=FLEET."))
                .map(Property::getName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    @DisplayName("fails with a readable line for a denial, no reason, an unknown lease; and touches nothing")
    void refusals() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=dba&row=2&ds=ops"));
        long lease = (Long) warden.lease(sid).get("leaseId");

        String noReason = failure("kill(lease-id=" + lease + ")");
        String denied = failure("kill(lease-id=" + lease + ", reason=x, wait=60)");
        String unknown = failure("preview(lease-id=999999)");

        assertTrue(noReason.contains("'reason'"), noReason);
        assertTrue(denied.contains("is DENIED: ") && denied.contains("ORA-20901"), denied);
        assertTrue(unknown.startsWith("PWARDEN0402"), unknown);
        assertTrue(Sight.hasSession(sid));
    }

    @Test
    @DisplayName("lets nobody in without the password, not even to look")
    void wrongPassword() throws Exception {
        Management stranger = Management.withWrongPassword(Stage.COLLEAGUE, Stage.managementPort());

        assertEquals(401, stranger.ask(Management.operation("list-leaks()")).status());
    }

    @Test
    @DisplayName("answers the HAL console's model browser: the descriptions, and the operations in its encoding")
    void hal() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");

        ModelNode operations = management
                .askAsHal(Management.operation("read-resource-description(operations=true)"))
                .get("result", "operations");
        ModelNode leaks = management.askAsHal(Management.operation("list-leaks()"));

        for (String verb : List.of("list-leaks", "explain", "preview", "kill", "kill-state")) {
            assertTrue(operations.get(verb, "description").asString().contains(" "), verb);
        }
        assertEquals("success", leaks.get("outcome").asString(), leaks::toString);
        assertEquals(
                lease.get("leaseId"),
                leaks.get("result", "items").get(0).get("lease-id").asLong());
    }

    private ModelNode result(String operation) throws Exception {
        return management.ask(Management.operation(operation)).result();
    }

    private String failure(String operation) throws Exception {
        return management.ask(Management.operation(operation)).failure(500);
    }
}
