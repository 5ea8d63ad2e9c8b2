package org.poolwarden.cli;

import static org.jboss.dmr.ModelType.BOOLEAN;
import static org.jboss.dmr.ModelType.INT;
import static org.jboss.dmr.ModelType.LIST;
import static org.jboss.dmr.ModelType.LONG;
import static org.jboss.dmr.ModelType.STRING;

import java.util.List;
import javax.management.openmbean.CompositeData;
import org.jboss.as.controller.AttributeDefinition;
import org.jboss.dmr.ModelNode;

/** The shape of one kind of reply: its columns, in the order in which the CLI shows them. */
enum Columns {
    POOL(
            new Column("name", STRING),
            new Column("kind", STRING),
            new Column("max", INT),
            new Column("in-use", INT),
            new Column("available", INT)),
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

    AttributeDefinition[] definitions() {
        return columns.stream().map(Column::definition).toArray(AttributeDefinition[]::new);
    }

    ModelNode row(CompositeData data) {
        ModelNode row = new ModelNode();
        columns.forEach(column -> row.get(column.name()).set(column.value(data)));
        return row;
    }

    ModelNode rows(CompositeData[] data) {
        ModelNode rows = new ModelNode().setEmptyList();
        for (CompositeData item : data) {
            rows.add(row(item));
        }
        return rows;
    }
}
