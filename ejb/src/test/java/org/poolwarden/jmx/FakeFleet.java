package org.poolwarden.jmx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.node.FleetAdmin;
import org.poolwarden.fleet.node.FleetKills;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

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

    @Override
    public ListOfNodes listWithNodes(Operation operation) {
        return new ListOfNodes(list(operation, null), listMembers().records());
    }

    @Override
    public boolean isAlone() {
        return false;
    }

    /** Of a server that can send nothing to the other. */
    @Override
    public FleetKills kills() {
        Fleet fleet = new AskedFleet(new Unreachable(), Runnable::run, Runnable::run, Duration.ofSeconds(1));
        Patience patience = Patience.ofOurs(Duration.ofSeconds(1));
        return new FleetKills(
                () -> fleet, new DeadlineQuery(OwnThreads.UNMANAGED, "test", 1, patience), patience, Optional::empty);
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

    /** Knows both nodes by their names. */
    private static final class Unreachable implements FleetTransport {

        @Override
        public Kind kind() {
            return Kind.CLUSTER;
        }

        @Override
        public String self() {
            return "a";
        }

        @Override
        public List<String> members() {
            return List.of("a", "b");
        }

        @Override
        public Set<String> sharedNames() {
            return Set.of();
        }

        @Override
        public CompletionStage<String> send(String member, String text) {
            return CompletableFuture.failedFuture(new NoSuchMember(member));
        }

        @Override
        public void close() {}
    }
}
