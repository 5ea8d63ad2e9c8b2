package org.poolwarden.jmx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.node.FleetAdmin;

/** A fleet of two nodes of which one is silent. */
final class FakeFleet implements FleetAdmin {

    final List<String> asked = new ArrayList<>();

    @Override
    public EntityRecord status() {
        return record(Entity.FLEET, "a");
    }

    @Override
    public RecordList listMembers() {
        return list(Entity.MEMBER);
    }

    @Override
    public RecordList list(Operation operation, String node) {
        asked.add(operation + " of " + node);
        return list(operation.replyOfFleet().entity());
    }

    private static RecordList list(Entity entity) {
        EntityRecord problem = EntityRecord.of(Entity.PROBLEM)
                .set("code", "PWARDEN0710")
                .set("subject", "b")
                .set("text", "It is silent.")
                .set("action", null)
                .build();
        return RecordList.ofFleet(
                "a", false, Instant.EPOCH, 2, 1, List.of(problem), List.of(record(entity, "a"), record(entity, "b")));
    }

    /** A record with as much null as the contract allows. */
    private static EntityRecord record(Entity entity, String node) {
        EntityRecord.Builder record = EntityRecord.of(entity);
        for (Field field : entity.fields()) {
            record.set(field.name(), field.isNullable() ? null : value(field, node));
        }
        return record.build();
    }

    private static Object value(Field field, String node) {
        return switch (field.type()) {
            case TEXT -> node;
            case INT -> 1;
            case LONG -> 1L;
            case FLAG -> true;
            case TIME -> Instant.EPOCH;
            case LINES -> List.of(node);
        };
    }
}
