package org.poolwarden.cli;

import java.util.ArrayList;
import java.util.List;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.operations.validation.IntRangeValidator;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;

/** Every operation of {@code /subsystem=poolwarden}. Each is one of the MBean's, by the same verb. */
final class Verbs {

    private static final SimpleAttributeDefinition LEASE_ID = required("lease-id", ModelType.LONG);
    private static final SimpleAttributeDefinition KILL_ID = required("kill-id", ModelType.STRING);
    private static final SimpleAttributeDefinition BATCH_ID = required("batch-id", ModelType.STRING);
    private static final SimpleAttributeDefinition REASON = required("reason", ModelType.STRING);
    private static final SimpleAttributeDefinition MODES = optional("modes", null);
    private static final SimpleAttributeDefinition ESCALATE_AFTER = optional("escalate-after", new ModelNode(0));
    private static final SimpleAttributeDefinition WAIT = new SimpleAttributeDefinitionBuilder(
                    "wait", ModelType.INT, true)
            .setDefaultValue(new ModelNode(0))
            .setMeasurementUnit(MeasurementUnit.SECONDS)
            .setValidator(new IntRangeValidator(0, 600, true, true))
            .build();
    private static final SimpleAttributeDefinition DATABASE = optional("database", null);
    private static final SimpleAttributeDefinition INST = optional("inst", new ModelNode(1));
    private static final SimpleAttributeDefinition SID = required("sid", ModelType.INT);
    private static final SimpleAttributeDefinition SERIAL = required("serial", ModelType.INT);
    private static final SimpleAttributeDefinition SESSION = required("session", ModelType.STRING);
    private static final SimpleAttributeDefinition LEASES = optional("leases", null);
    private static final SimpleAttributeDefinition POOL = optional("pool", null);
    private static final SimpleAttributeDefinition DEPLOYMENT = optional("deployment", null);
    private static final SimpleAttributeDefinition CALL_SITE = optional("call-site", null);
    private static final SimpleAttributeDefinition MOST = required("most", ModelType.INT);
    private static final SimpleAttributeDefinition OF_SESSION = optional("session", null);
    private static final SimpleAttributeDefinition REQUESTER = optional("requester", null);
    private static final SimpleAttributeDefinition FROM = optional("from", null);
    private static final SimpleAttributeDefinition TO = optional("to", null);
    private static final SimpleAttributeDefinition AT_MOST = optional("most", new ModelNode(100));

    static final List<Verb> ALL = List.of(
            table("list-pools", "listPools", Columns.POOL),
            table("list-leases", "listLeases", Columns.LEASE),
            table("list-leaks", "listLeaks", Columns.LEASE),
            table("list-sessions", "listSessions", Columns.SESSION),
            table("list-kills", "listKills", Columns.KILL),
            table("list-batches", "listBatches", Columns.BATCH),
            lines("scan-now", true, List.of(), (warden, given) -> warden.lines("scanNow")),
            lines("list-problems", true, List.of(), (warden, given) -> warden.lines("listProblems")),
            row(
                    "explain",
                    true,
                    Columns.EXPLANATION,
                    List.of(LEASE_ID),
                    (warden, given) -> warden.row(Columns.EXPLANATION, "explain", given.number(LEASE_ID))),
            row(
                    "find-session-owner",
                    true,
                    Columns.OWNER,
                    List.of(DATABASE, INST, SID, SERIAL),
                    (warden, given) -> warden.row(
                            Columns.OWNER,
                            "findSessionOwner",
                            given.text(DATABASE),
                            given.whole(INST),
                            given.whole(SID),
                            given.whole(SERIAL))),
            lines(
                    "preview",
                    true,
                    List.of(LEASE_ID),
                    (warden, given) -> warden.lines("preview", given.number(LEASE_ID))),
            lines(
                    "kill-commands",
                    true,
                    List.of(LEASES),
                    (warden, given) -> warden.lines("killCommands", given.text(LEASES))),
            row("kill", false, Columns.KILL, List.of(LEASE_ID, REASON, MODES, ESCALATE_AFTER, WAIT), Verbs::kill),
            row(
                    "kill-state",
                    true,
                    Columns.KILL,
                    List.of(KILL_ID),
                    (warden, given) -> warden.row(Columns.KILL, "killState", given.text(KILL_ID))),
            row(
                    "withdraw",
                    false,
                    Columns.KILL,
                    List.of(KILL_ID),
                    (warden, given) -> warden.row(Columns.KILL, "withdraw", given.text(KILL_ID))),
            // These two show SQL, which a Monitor must not see.
            lines(
                    "kill-report",
                    false,
                    List.of(KILL_ID),
                    (warden, given) -> warden.lines("killReport", given.text(KILL_ID))),
            lines("read-sql", false, List.of(LEASE_ID), (warden, given) -> new ModelNode()
                    .add(warden.text("readSql", given.number(LEASE_ID)))),
            lines(
                    "preview-batch",
                    true,
                    List.of(LEASES, POOL, DEPLOYMENT, CALL_SITE, MOST),
                    (warden, given) -> warden.lines(
                            "previewBatch",
                            given.text(LEASES),
                            given.text(POOL),
                            given.text(DEPLOYMENT),
                            given.text(CALL_SITE),
                            given.whole(MOST))),
            row(
                    "kill-batch",
                    false,
                    Columns.BATCH,
                    List.of(LEASES, POOL, DEPLOYMENT, CALL_SITE, MOST, REASON, MODES, ESCALATE_AFTER),
                    Verbs::killBatch),
            row(
                    "batch-state",
                    true,
                    Columns.BATCH,
                    List.of(BATCH_ID),
                    (warden, given) -> warden.row(Columns.BATCH, "batchState", given.text(BATCH_ID))),
            row(
                    "stop-batch",
                    false,
                    Columns.BATCH,
                    List.of(BATCH_ID),
                    (warden, given) -> warden.row(Columns.BATCH, "stopBatch", given.text(BATCH_ID))),
            lines(
                    "who-killed",
                    true,
                    List.of(SESSION, DATABASE),
                    (warden, given) -> warden.lines("whoKilled", given.text(DATABASE), given.text(SESSION))),
            new Verb(
                    "list-audit",
                    true,
                    Columns.AUDIT,
                    true,
                    List.of(DATABASE, OF_SESSION, REQUESTER, FROM, TO, AT_MOST),
                    (warden, given) -> warden.table(
                            Columns.AUDIT,
                            "listAudit",
                            given.text(DATABASE),
                            given.text(OF_SESSION),
                            given.text(REQUESTER),
                            given.text(FROM),
                            given.text(TO),
                            given.whole(AT_MOST))));

    private Verbs() {}

    /** Asks for the kill, and for its state once; whatever becomes of the second question, the answer has the id. */
    private static ModelNode kill(Warden warden, Verb.Given given) throws OperationFailedException {
        String id = given.has(MODES)
                ? warden.text(
                        "killInMode",
                        given.number(LEASE_ID),
                        given.text(MODES),
                        given.whole(ESCALATE_AFTER),
                        given.text(REASON))
                : warden.text("kill", given.number(LEASE_ID), given.text(REASON));
        return Patience.await(given.whole(WAIT), () -> stateOf(warden, Columns.KILL, "kill-id", "killState", id));
    }

    private static ModelNode killBatch(Warden warden, Verb.Given given) throws OperationFailedException {
        List<Object> arguments = new ArrayList<>(List.of(
                given.text(LEASES),
                given.text(POOL),
                given.text(DEPLOYMENT),
                given.text(CALL_SITE),
                given.whole(MOST)));
        if (given.has(MODES)) {
            arguments.add(given.text(MODES));
            arguments.add(given.whole(ESCALATE_AFTER));
        }
        arguments.add(given.text(REASON));
        String id = warden.text(given.has(MODES) ? "killBatchInMode" : "killBatch", arguments.toArray());
        return stateOf(warden, Columns.BATCH, "batch-id", "batchState", id);
    }

    private static ModelNode stateOf(Warden warden, Columns columns, String column, String operation, String id) {
        try {
            return warden.row(columns, operation, id);
        } catch (OperationFailedException e) {
            ModelNode requested = new ModelNode();
            requested.get(column).set(id);
            requested.get("message").set("Requested; its state could not be read: " + e.getMessage());
            return requested;
        }
    }

    private static Verb table(String name, String operation, Columns columns) {
        return new Verb(name, true, columns, true, List.of(), (warden, given) -> warden.table(columns, operation));
    }

    private static Verb row(
            String name,
            boolean readOnly,
            Columns columns,
            List<SimpleAttributeDefinition> parameters,
            Verb.Question question) {
        return new Verb(name, readOnly, columns, false, parameters, question);
    }

    private static Verb lines(
            String name, boolean readOnly, List<SimpleAttributeDefinition> parameters, Verb.Question question) {
        return new Verb(name, readOnly, null, true, parameters, question);
    }

    private static SimpleAttributeDefinition required(String name, ModelType type) {
        return new SimpleAttributeDefinitionBuilder(name, type).build();
    }

    /** @param fallback of the type INT; null for a text without one */
    private static SimpleAttributeDefinition optional(String name, ModelNode fallback) {
        return fallback == null
                ? new SimpleAttributeDefinitionBuilder(name, ModelType.STRING, true).build()
                : new SimpleAttributeDefinitionBuilder(name, ModelType.INT, true)
                        .setDefaultValue(fallback)
                        .build();
    }
}
