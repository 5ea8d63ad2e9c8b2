package org.poolwarden.console;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.poolwarden.caller.Caller;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.FleetAct;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.Responder;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.FleetKills;
import org.poolwarden.json.RecordJson;
import org.poolwarden.request.Requester;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

/** The nodes that a test gives it, with what they tell and do. It is node1, and remembers what it was asked. */
final class FakeFleet implements FleetAdmin {

    final List<EntityRecord> members = new ArrayList<>();
    final List<EntityRecord> leases = new ArrayList<>();
    final List<EntityRecord> sessions = new ArrayList<>();
    final List<EntityRecord> kills = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    /** What node2 does for others, by the name of the act. */
    final Map<String, FleetAct> acts = new HashMap<>();
    /** What was sent to it, answered or not. */
    final List<String> sent = new ArrayList<>();
    /** Names that several nodes have. */
    final Set<String> shared = new HashSet<>();
    /** Whether it is known to be in no cluster. Without members it is, too. */
    boolean isAlone;
    /** Whether node2 does what it is asked, and its answer does not arrive. */
    boolean isLost;

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

    /** A session as that node tells of it. */
    void session(String node, String session, Map<String, Object> told) {
        Map<String, Object> values = new HashMap<>(told);
        values.put("node", node);
        values.put("session", session);
        sessions.add(record(Entity.FLEET_SESSION, values));
    }

    /** A kill of that node. */
    EntityRecord kill(String node, String id, long lease) {
        EntityRecord kill = kill(node, id, lease, "");
        kills.add(kill);
        return kill;
    }

    /** One that no list has. */
    static EntityRecord kill(String node, String id, long lease, String message) {
        return record(
                Entity.FLEET_KILL,
                Map.of(
                        "node",
                        node,
                        "killId",
                        id,
                        "leaseId",
                        lease,
                        "sessionState",
                        "KILLING",
                        "slotState",
                        "FENCED",
                        "message",
                        message));
    }

    /** A record with as much null as the contract allows, as node2 sends it. */
    static JsonObjectBuilder json(Entity entity, Map<String, Object> values) {
        return Json.createObjectBuilder().add("record", RecordJson.of(record(entity, values), Audience.EVERYONE));
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
        List<EntityRecord> items =
                switch (operation) {
                    case LIST_KILLS -> kills;
                    case LIST_SESSIONS -> sessions;
                    default -> leases;
                };
        return new ListOfNodes(list(items), members);
    }

    @Override
    public boolean isAlone() {
        return isAlone || members.isEmpty();
    }

    @Override
    public FleetKills kills() {
        Fleet line = new AskedFleet(new Line(), Runnable::run, Runnable::run, Duration.ofSeconds(1));
        Patience patience = Patience.ofOurs(Duration.ofSeconds(20));
        Caller ops = new Caller(new Requester("ops", "HTTP", "10.1.2.3", "node1"), true);
        return new FleetKills(
                () -> line,
                new DeadlineQuery(OwnThreads.UNMANAGED, "test", 4, patience),
                patience,
                () -> Optional.of(ops));
    }

    /** To the members that have answered once. */
    private final class Line implements FleetTransport {

        @Override
        public Kind kind() {
            return Kind.CLUSTER;
        }

        @Override
        public String self() {
            return "node1";
        }

        @Override
        public List<String> members() {
            return members.stream().map(member -> member.text("node")).toList();
        }

        @Override
        public Set<String> sharedNames() {
            return shared;
        }

        @Override
        public CompletionStage<String> send(String member, String text) {
            sent.add(text);
            String answer = new Responder(member, "1.0", Map.of(), acts).respond(text);
            return isLost
                    ? CompletableFuture.failedStage(new IOException("no answer"))
                    : CompletableFuture.completedStage(answer);
        }

        @Override
        public void close() {}
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
