package org.poolwarden.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.kill.record.Kill;

/** Rows of the guards' audits as {@link Entity#AUDIT_ROW}. */
public final class AuditMapper {

    private AuditMapper() {}

    /**
     * One record for each row, in the same order.
     *
     * @param remembered the kills that are remembered now. A row gets the states of the kill that wrote it.
     */
    public static List<EntityRecord> of(List<AuditedKill> rows, List<Kill> remembered) {
        Map<String, Kill> byId = new HashMap<>();
        remembered.forEach(kill -> byId.put(kill.id(), kill));
        return rows.stream()
                .map(row -> of(row.entry(), row.killId() == null ? null : byId.get(row.killId())))
                .toList();
    }

    /** @param kill the kill that wrote the row; null if there is none or it is not remembered */
    private static EntityRecord of(AuditEntry entry, Kill kill) {
        return EntityRecord.of(Entity.AUDIT_ROW)
                .set("database", entry.database().toString())
                .set("auditId", entry.id())
                .set("time", Values.text(entry.at()))
                .set("action", entry.action())
                .set("session", Values.text(entry.session()))
                .set("username", Values.text(entry.username()))
                .set("machine", Values.text(entry.machine()))
                .set("program", Values.text(entry.program()))
                .set("spid", Values.text(entry.spid()))
                .set("requester", Values.text(entry.requester()))
                .set("reason", Values.text(entry.reason()))
                .set("outcome", entry.outcome())
                .set("errorCode", entry.errorCode())
                .set("durationMillis", entry.durationMillis())
                .set("statement", Values.text(entry.statement()))
                .set("sessionUser", Values.text(entry.sessionUser()))
                .set("osUser", Values.text(entry.osUser()))
                .set("host", Values.text(entry.host()))
                .set("address", Values.text(entry.address()))
                .set("killId", Values.text(entry.killId()))
                .set("remembered", kill != null)
                .set("sessionState", kill == null ? null : kill.session().name())
                .set("slotState", kill == null ? null : kill.slot().name())
                .set("endNote", Values.text(entry.note()))
                .set("endNoteTime", Values.text(entry.notedAt()))
                .build();
    }
}
