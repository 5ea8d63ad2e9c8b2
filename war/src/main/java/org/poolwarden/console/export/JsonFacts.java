package org.poolwarden.console.export;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.poolwarden.console.view.ClassifiedSessionView;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.pool.PoolStatus;

/** What JSON has of each thing. No SQL text is in it: whoever may look may read it. A fact that is unknown is null. */
public final class JsonFacts {

    private JsonFacts() {}

    public static JsonObjectBuilder pool(PoolStatus pool) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        json.add("pool", pool.name());
        json.add("kind", pool.kind().name());
        json.add("max", pool.max());
        json.add("in_use", pool.inUse());
        json.add("available", pool.available());
        return json.add("waiters", pool.waiters());
    }

    public static JsonObjectBuilder lease(LeaseView lease) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        json.add("lease", lease.lease().id());
        json.add("pool", lease.lease().pool());
        json.add("since", lease.lease().since().toString());
        json.add("age_seconds", lease.lease().age().toSeconds());
        json.add("verdict", lease.verdict());
        json.add("proof", lease.proof());
        json.add("reasons", Json.createArrayBuilder(lease.reasons()));
        text(json, "deployment", lease.borrower().deployment());
        text(json, "call_site", lease.borrower().callSite());
        text(json, "thread", lease.borrower().thread());
        text(json, "database", lease.target() == null ? null : lease.target().database());
        text(json, "session", lease.target() == null ? null : lease.target().key());
        text(json, "username", lease.username());
        if (lease.open()) {
            database(json, lease.session());
        }
        return json;
    }

    public static JsonObjectBuilder session(ClassifiedSessionView view) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        json.add("database", view.session().id().database().toString());
        json.add("session", view.session().id().key());
        json.add("username", view.session().username());
        json.add("access", view.session().access().name());
        json.add("verdict", view.verdict());
        json.add("reasons", Json.createArrayBuilder(view.reasons()));
        text(json, "pool", view.sighting().pool());
        if (view.sighting().leaseId() == null) {
            json.addNull("lease");
        } else {
            json.add("lease", view.sighting().leaseId());
        }
        if (view.database().open()) {
            database(json, view.session());
        }
        return json;
    }

    public static JsonObjectBuilder kill(Kill kill) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        json.add("kill", kill.id());
        text(json, "batch", kill.batchId());
        json.add("lease", kill.row().lease().id());
        json.add("pool", kill.row().lease().pool());
        json.add("requester", kill.requester().toString());
        json.add("reason", kill.reason());
        json.add("mode", kill.mode().name());
        json.add("session_state", kill.session().name());
        json.add("slot_state", kill.slot().name());
        json.add("over", kill.isOver());
        json.add("message", kill.message());
        json.add("audit_row", kill.auditId());
        instant(json, "slot_freed", kill.facts().slotFreed());
        instant(json, "session_gone", kill.facts().sessionGone());
        instant(json, "locks_free", kill.facts().locksFree());
        if (kill.progress() != null) {
            json.add("rollback_percent", kill.progress().percent());
        }
        return json.add("next_steps", Json.createArrayBuilder(kill.advice()));
    }

    private static void database(JsonObjectBuilder json, Session session) {
        text(json, "status", session.status());
        json.add("last_call_seconds", session.lastCallSeconds());
        text(json, "event", session.event());
        text(json, "sql_id", session.sqlId());
        text(json, "module", session.module());
        text(json, "client_identifier", session.clientIdentifier());
        text(json, "machine", session.machine());
        text(json, "program", session.program());
        text(json, "blocking_session", session.blockedBy());
        json.add("blocks", session.blocks());
        json.add("undo_records", session.undoRecords());
        json.add("undo_blocks", session.undoBlocks());
    }

    private static void text(JsonObjectBuilder json, String name, Object value) {
        if (value == null) {
            json.addNull(name);
        } else {
            json.add(name, value.toString());
        }
    }

    private static void instant(JsonObjectBuilder json, String name, Instant at) {
        text(json, name, at);
    }
}
