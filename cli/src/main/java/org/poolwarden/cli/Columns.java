package org.poolwarden.cli;

import static org.jboss.dmr.ModelType.BOOLEAN;
import static org.jboss.dmr.ModelType.INT;
import static org.jboss.dmr.ModelType.LIST;
import static org.jboss.dmr.ModelType.LONG;
import static org.jboss.dmr.ModelType.STRING;

import java.util.List;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.dmr.ModelNode;

/** The shape of one kind of reply: its columns, in the order in which the CLI shows them. */
enum Columns {
    POOL(
            new Column("name", STRING),
            new Column("kind", STRING),
            new Column("max", INT),
            new Column("in-use", INT),
            new Column("available", INT),
            new Column("waiting-threads", INT)),
    LEASE(
            new Column("lease-id", LONG),
            new Column("pool", STRING),
            new Column("verdict", STRING),
            new Column("proof", STRING),
            new Column("reasons", LIST),
            new Column("age-seconds", LONG),
            new Column("thread", STRING),
            new Column("call-site", STRING),
            new Column("deployment", STRING),
            new Column("database", STRING),
            new Column("session", STRING),
            new Column("username", STRING),
            new Column("session-status", STRING),
            new Column("status-seconds", LONG),
            new Column("blocks", INT),
            new Column("undo-records", LONG)),
    KILL(
            new Column("kill-id", STRING),
            new Column("lease-id", LONG),
            new Column("pool", STRING),
            new Column("database", STRING),
            new Column("session", STRING),
            new Column("mode", STRING),
            new Column("requester", STRING),
            new Column("reason", STRING),
            new Column("session-state", STRING),
            new Column("slot-state", STRING),
            new Column("slot-free", BOOLEAN),
            new Column("session-gone", BOOLEAN),
            new Column("locks-free", BOOLEAN),
            new Column("rollback", STRING),
            new Column("rollback-percent", INT),
            new Column("rollback-seconds-left", LONG),
            new Column("audit-id", LONG),
            new Column("batch-id", STRING),
            new Column("over", BOOLEAN),
            new Column("message", STRING),
            new Column("next-steps", LIST),
            new Column("steps", LIST)),
    SESSION(
            new Column("database", STRING),
            new Column("session", STRING),
            new Column("username", STRING),
            new Column("verdict", STRING),
            new Column("reasons", LIST),
            new Column("lease-id", LONG),
            new Column("pool", STRING),
            new Column("access", STRING),
            new Column("status", STRING),
            new Column("status-seconds", LONG),
            new Column("machine", STRING),
            new Column("program", STRING),
            new Column("module", STRING),
            new Column("sql-id", STRING),
            new Column("event", STRING),
            new Column("blocked-by", STRING),
            new Column("blocks", INT),
            new Column("undo-records", LONG)),
    EXPLANATION(
            LEASE,
            new Column("at", STRING),
            new Column("codes", LIST),
            new Column("checked-out", STRING),
            new Column("handles", INT),
            new Column("transaction", STRING),
            new Column("whereabouts", STRING),
            new Column("stack-then", LIST),
            new Column("stack-now", LIST),
            new Column("sql-id", STRING),
            new Column("event", STRING),
            new Column("wait-class", STRING),
            new Column("waiters", LIST),
            new Column("blocked-by", STRING),
            new Column("logon-time", STRING),
            new Column("machine", STRING),
            new Column("program", STRING),
            new Column("module", STRING),
            new Column("client-identifier", STRING),
            new Column("spid", STRING),
            new Column("undo-blocks", LONG),
            new Column("kill", STRING),
            new Column("problems", LIST)),
    OWNER(
            new Column("database", STRING),
            new Column("session", STRING),
            new Column("answers", LIST),
            new Column("verdict", STRING),
            new Column("pool", STRING),
            new Column("lease-id", LONG),
            new Column("deployment", STRING),
            new Column("thread", STRING),
            new Column("call-site", STRING),
            new Column("at", STRING)),
    AUDIT(
            new Column("database", STRING),
            new Column("audit-id", LONG),
            new Column("at", STRING),
            new Column("action", STRING),
            new Column("session", STRING),
            new Column("username", STRING),
            new Column("outcome", STRING),
            new Column("error-code", INT),
            new Column("requester", STRING),
            new Column("reason", STRING),
            new Column("session-user", STRING),
            new Column("os-user", STRING),
            new Column("host", STRING),
            new Column("statement", STRING),
            new Column("duration-millis", LONG),
            new Column("kill-id", STRING),
            new Column("remembered", BOOLEAN)),
    BATCH(
            new Column("batch-id", STRING),
            new Column("selection", STRING),
            new Column("requester", STRING),
            new Column("reason", STRING),
            new Column("state", STRING),
            new Column("total", INT),
            new Column("over-count", INT),
            new Column("over", BOOLEAN),
            new Column("message", STRING),
            new Column("kills", LIST));

    private final List<Column> columns;

    Columns(Column... columns) {
        this.columns = List.of(columns);
    }

    /** After those of another. */
    Columns(Columns first, Column... columns) {
        this.columns = Stream.concat(first.columns.stream(), Stream.of(columns)).toList();
    }

    AttributeDefinition[] definitions() {
        return columns.stream().map(Column::definition).toArray(AttributeDefinition[]::new);
    }

    ModelNode row(CompositeData data) {
        ModelNode row = new ModelNode();
        columns.forEach(column -> row.get(column.name()).set(column.value(data)));
        return row;
    }

    /** In the table's order. */
    ModelNode rows(TabularData data) {
        ModelNode rows = new ModelNode().setEmptyList();
        data.values().forEach(item -> rows.add(row((CompositeData) item)));
        return rows;
    }
}
