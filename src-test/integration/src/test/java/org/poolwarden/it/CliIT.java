package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The real jboss-cli.sh")
class CliIT extends OnServer {

    private static final String SUBSYSTEM = "/subsystem=poolwarden";

    @Test
    @DisplayName("lists, explains, previews and kills a leak with parsable answers; the neighbour lives")
    void listsAndKills() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        int neighbour = sid(app.post("/leak/idle?name=n"));
        long lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");

        ModelNode leak = ask(":list-leaks").get("items").asList().stream()
                .filter(row -> row.get("lease-id").asLong() == lease)
                .findFirst()
                .orElseThrow();
        assertEquals("LEAKED", leak.get("verdict").asString());
        assertEquals(Database.key(victim), leak.get("session").asString());
        assertEquals("leaky-ended-v", leak.get("thread").asString());

        ModelNode explained = ask(":explain(lease-id=" + lease + ")");
        assertEquals("GONE", explained.get("whereabouts").asString());
        assertEquals(ModelType.LIST, explained.get("reasons").getType());
        assertEquals("ALLOWED", ask(":preview(lease-id=" + lease + ")").get(0).asString());

        Cli.Answer asked = Cli.runAs(
                Stage.COLLEAGUE,
                Stage.managementPort(),
                SUBSYSTEM + ":kill(lease-id=" + lease + ", reason=\"by hand\")");
        assertEquals(0, asked.exitCode(), asked.output());
        CompositeData kill =
                warden.awaitEnd(result(asked.output()).get("kill-id").asString());

        assertEquals("GONE", kill.get("sessionState"), () -> kill.toString());
        assertEquals("FREED", kill.get("slotState"), () -> kill.toString());
        assertEquals("dora via CLI from 127.0.0.1 on " + Stage.NODE, kill.get("requester"));
        assertTrue(((String) kill.get("killId")).startsWith(Stage.NODE + ":"), kill::toString);
        assertFalse(asked.output().contains("The audit names nobody"), asked.output());
        assertFalse(Sight.hasSession(victim));
        assertEquals(neighbour, sid(app.post("/use?name=n")));

        ModelNode audit = ask(":list-audit(session=\"" + kill.get("session") + "\", requester=DORA)")
                .get("items");
        assertEquals(kill.get("killId"), audit.get(0).get("kill-id").asString(), audit::toString);
        assertEquals("DONE", audit.get(0).get("outcome").asString());
    }

    @Test
    @DisplayName("frees a batch in several modes, the mildest first, each kill for itself")
    void batchInModes() throws Exception {
        int waits = sid(app.post("/leak/transaction?name=a&row=1"));
        int idles = sid(app.post("/leak/ended-thread?name=b"));
        String unfinished = Database.key(waits);
        warden.leaseWithVerdict(waits, "LEAKED");
        warden.leaseWithVerdict(idles, "LEAKED");

        String begun = Cli.succeed(
                SUBSYSTEM + ":kill-batch(deployment=leaky-app.war, max=2, modes=\"POST_TRANSACTION,IMMEDIATE\","
                        + " escalate-after-seconds=1, reason=\"ticket 12\")");
        assertTrue(begun.contains("The audit names nobody for this: the requester is $local"), begun);
        String batch = result(begun).get("batch-id").asString();

        CompositeData end = Eventually.get(
                "the batch is over", () -> warden.batchState(batch), state -> (Boolean) state.get("over"));
        assertEquals("2 of 2 are over: 2 GONE.", end.get("message"), end::toString);
        for (String line : (String[]) end.get("kills")) {
            CompositeData kill = warden.killState(line.split(" ")[0]);
            String mode = kill.get("session").equals(unfinished) ? "IMMEDIATE" : "POST_TRANSACTION";
            assertEquals(mode, kill.get("mode"), kill::toString);
            assertEquals(batch, kill.get("batchId"));
        }
    }

    @Test
    @DisplayName("answers a DBA: whose session, which commands; and counts at the last scan")
    void questions() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        int serial = Math.toIntExact(Database.session(sid).serial());

        ModelNode owner = ask(":find-session-owner(sid=" + sid + ", serial=" + serial + ")");
        assertEquals("leaky-app.war", owner.get("deployment").asString());
        assertEquals(lease.get("leaseId"), owner.get("lease-id").asLong());
        assertTrue(ask(":kill-script(lease-ids=" + lease.get("leaseId") + ")").get("items").asList().stream()
                .anyMatch(line -> line.asString().equals("exec kill_session(" + sid + ", " + serial + ", 1)")));
        ModelNode resource = ask(":read-resource(include-runtime=true, recursive=true)");
        assertEquals(1, resource.get("leaked-count").asInt(), resource::toString);
        assertTrue(resource.get("status").asString().startsWith("Leases can be read"), resource::toString);
        ModelNode pool = resource.get("data-source", SHOP);
        assertEquals(1, pool.get("leaked-count").asInt(), resource::toString);
        assertEquals(3, pool.get("max-pool-size").asInt(), resource::toString);
        assertEquals(
                1,
                result(Cli.succeed(SUBSYSTEM + "/data-source=\"" + SHOP + "\":list-leaks"))
                        .get("items")
                        .asInt());
    }

    @Test
    @DisplayName("answers bad input with one clear line and an exit code")
    void badInput() throws Exception {
        assertOneLine(Cli.fail(SUBSYSTEM + ":kill(lease-id=1)"), "reason");
        assertOneLine(Cli.fail(SUBSYSTEM + ":kill(lease-id=999999, reason=x)"), "PWARDEN0402");
        assertOneLine(Cli.fail(SUBSYSTEM + ":find-session-owner(sid=1, serial=1)"), "PWARDEN0427");
    }

    @Test
    @DisplayName("ends with an error when the guard denies, and touches nothing")
    void denied() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=dba&row=2&ds=ops"));
        long lease = (Long) warden.lease(sid).get("leaseId");

        assertEquals("DENIED", ask(":preview(lease-id=" + lease + ")").get(0).asString());
        String denied = Cli.fail(SUBSYSTEM + ":kill(lease-id=" + lease + ", reason=x, wait=60)");
        assertOneLine(denied, "is DENIED: ");
        assertTrue(Sight.hasSession(sid));
    }

    @Test
    @DisplayName("changes a setting at once and keeps it in standalone.xml; undeploying and deploying keeps it too")
    void settings() throws Exception {
        assertEquals(3599L, warden.attribute("ScanEverySeconds"), "set before the EAR was deployed");
        try {
            Cli.succeed(SUBSYSTEM + ":write-attribute(name=busy-grace, value=7)");

            assertEquals(7L, warden.attribute("BusyGraceSeconds"));
            assertTrue(Stage.configuration().contains("busy-grace=\"7\""), "it is in standalone.xml");

            // Also: what is set while it is away comes with the next deployment.
            Cli.script(List.of(
                    "/deployment=poolwarden.ear:undeploy", SUBSYSTEM + ":write-attribute(name=busy-grace, value=8)"));
            String absent = Cli.fail(SUBSYSTEM + ":list-leaks");
            assertOneLine(absent, "Poolwarden is not running on this server: deploy poolwarden.ear.");
            ModelNode resource = ask(":read-resource(include-runtime=true, recursive=true)");
            assertTrue(resource.get("status").asString().contains("deploy poolwarden.ear"), resource::toString);
            assertFalse(resource.hasDefined("version"), resource::toString);
        } finally {
            Cli.succeed("/deployment=poolwarden.ear:deploy");
            Eventually.isTrue(
                    "the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
        }
        try {
            assertEquals(8L, warden.attribute("BusyGraceSeconds"), "the subsystem's value came with the deployment");
        } finally {
            Cli.succeed(SUBSYSTEM + ":undefine-attribute(name=busy-grace)");
            warden.set("BusyGraceSeconds", 1L);
        }
        assertFalse(Stage.configuration().contains("busy-grace"));
    }

    @Test
    @DisplayName("finds a description on everything that the server's model has of it")
    void descriptions() throws Exception {
        ModelNode model = ask(":read-resource-description(operations=true, inherited=false, recursive=true)");
        assertNotEquals(0, assertDescribed(model, "subsystem"));
        ModelNode kill = ask(":read-operation-description(name=kill)");
        assertTrue(kill.get("request-properties", "reason", "required").asBoolean(), kill::toString);
        assertFalse(kill.get("request-properties", "modes", "required").asBoolean(), kill::toString);
    }

    /** Whatever has a type, a reply or parameters has a sentence; how many there are. */
    private static int assertDescribed(ModelNode node, String where) {
        int found = 0;
        if (node.getType() == ModelType.OBJECT) {
            if (node.hasDefined("type") && node.get("type").getType() == ModelType.TYPE || node.has("operation-name")) {
                assertTrue(node.get("description").asString("").contains(" "), where + ": " + node);
                found++;
            }
            for (String key : node.keys()) {
                found += assertDescribed(node.get(key), where + "." + key);
            }
        }
        return found;
    }

    private static ModelNode ask(String operation) throws Exception {
        return result(Cli.succeed(SUBSYSTEM + operation));
    }

    /** Parses the JSON, which is all that it printed. */
    private static ModelNode result(String json) {
        ModelNode answer = ModelNode.fromJSONString(json);
        assertEquals("success", answer.get("outcome").asString(), json);
        return answer.get("result");
    }

    /** The failure is one sentence, not a stack trace; in JSON a tab is written as two characters. */
    private static void assertOneLine(String output, String text) {
        assertTrue(output.contains(text), output);
        assertFalse(output.replace("\\t", "\t").contains("\tat "), output);
    }
}
