package org.poolwarden.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.FleetKills;

/** The nodes that a test gives it, with what they tell. It is node1, and remembers what it was asked. */
final class FakeFleet implements FleetAdmin {

    final List<EntityRecord> members = new ArrayList<>();
    final List<EntityRecord> leases = new ArrayList<>();
    final List<String> asked = new ArrayList<>();

    /** A node that has answered. */
    void answered(String node, Map<String, Object> status) {
        member(node, "ANSWERED", 0L, status);
    }

    /** A node that has not. */
    void silent(String node, Long age, Map<String, Object> status) {
        member(node, "SILENT", age, status);
    }

    private void member(String node, String answer, Long age, Map<String, Object> status) {
        Map<String, Object> values = new HashMap<>(status);
        values.put("node", node);
        values.put("answer", answer);
        values.put("answerAgeSeconds", age);
        members.add(record(Entity.MEMBER, values));
    }

    /** A lease of that node. */
    void lease(String node, long id, Map<String, Object> lease) {
        Map<String, Object> values = new HashMap<>(lease);
        values.put("node", node);
        values.put("leaseId", id);
        leases.add(record(Entity.FLEET_LEASE, values));
    }

    @Override
    public EntityRecord status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RecordList listMembers() {
        asked.add("members");
        return list(members);
    }

    @Override
    public RecordList list(Operation operation, String node) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ListOfNodes listWithNodes(Operation operation) {
        asked.add(operation.name());
        return new ListOfNodes(list(leases), members);
    }

    @Override
    public List<String> nodeNames() {
        return members.stream().map(member -> member.text("node")).toList();
    }

    @Override
    public FleetKills kills() {
        throw new UnsupportedOperationException();
    }

    private RecordList list(List<EntityRecord> items) {
        List<EntityRecord> problems = members.stream()
                .filter(member -> !member.get("answer").equals("ANSWERED"))
                .map(member -> record(
                        Entity.PROBLEM,
                        Map.of("code", "PWARDEN0710", "subject", member.get("node"), "text", "It is silent.")))
                .toList();
        return RecordList.ofFleet(
                "node1",
                problems.isEmpty(),
                Instant.EPOCH,
                members.size(),
                members.size() - problems.size(),
                problems,
                items);
    }

    /** With as much null as the contract allows. */
    private static EntityRecord record(Entity entity, Map<String, Object> values) {
        EntityRecord.Builder record = EntityRecord.of(entity);
        for (Field field : entity.fields()) {
            Object given = values.get(field.name());
            record.set(field.name(), given == null && !field.isNullable() ? filler(field) : given);
        }
        return record.build();
    }

    private static Object filler(Field field) {
        return switch (field.type()) {
            case TEXT -> "";
            case INT -> 0;
            case LONG -> 0L;
            case FLAG -> true;
            case TIME -> Instant.EPOCH;
            case LINES -> List.of();
        };
    }
}
