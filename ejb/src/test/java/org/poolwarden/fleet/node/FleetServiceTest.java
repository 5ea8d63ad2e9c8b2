package org.poolwarden.fleet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.caller.Caller;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.NodeAnswer;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.fleet.NodeAnswer.Told;
import org.poolwarden.fleet.node.FleetAdmin.ListOfNodes;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

@DisplayName("What all nodes tell")
class FleetServiceTest {

    private static final Instant READ = Instant.parse("2026-11-21T10:00:00Z");
    private static final Problem TROUBLE = new Problem("PWARDEN0710", "b", "It is silent.", "Wait.");
    private final ScriptedFleet fleet = new ScriptedFleet();
    private final List<NodeAnswer> answers = fleet.answers;
    private final Patience patience = Patience.ofOurs(Duration.ofSeconds(10));
    private final DeadlineQuery questions = new DeadlineQuery(OwnThreads.UNMANAGED, "test", 4, patience);
    private final List<Problem> obstacles = new ArrayList<>();
    private final Nodes nodes = new FixedNodes(fleet, obstacles);
    private final FleetService service = new FleetService(nodes, questions, patience, Optional::empty);

    @AfterEach
    void close() {
        questions.close();
    }

    @Test
    @DisplayName("is one list, with how many of the nodes answered, and what is missing")
    void oneList() throws WardenException {
        answers.add(answered("a", READ.plusSeconds(5), pool("a", "DS1")));
        answers.add(silent("b", told(READ, pool("b", "DS2"))));
        answers.add(answered("c", READ.plusSeconds(9), pool("c", "DS1")));

        RecordList list = service.list(Operation.LIST_POOLS, null);

        assertEquals("[a DS1, b DS2, c DS1]", words(list));
        assertFalse(list.isComplete());
        assertEquals(3, list.head().get("memberCount"));
        assertEquals(2, list.head().get("answeredCount"));
        assertEquals(READ, list.head().get("scanTime"), "as old as its oldest part");
        assertEquals(List.of("PWARDEN0710"), codes(list));
    }

    @Test
    @DisplayName("has how each node answered this question, and when it told what is shown of it")
    void answersOfNodes() throws WardenException {
        answers.add(answered("a", READ, pool("a", "DS1")));
        answers.add(silent("b", told(READ, pool("b", "DS2"))));

        ListOfNodes told = service.listWithNodes(Operation.LIST_POOLS);

        assertEquals("[a DS1, b DS2]", words(told.list()));
        EntityRecord silent = told.nodes().get(1);
        assertEquals("ANSWERED", told.nodes().get(0).get("answer"));
        assertEquals("SILENT", silent.get("answer"));
        assertEquals(answers.get(1).age().toSeconds(), silent.get("answerAgeSeconds"));
        assertEquals(List.of(TROUBLE.toString()), silent.get("trouble"));
        assertNull(silent.get("leakedCount"), "it was asked for its pools alone");
    }

    @Test
    @DisplayName("says that the server is alone only if no cluster is joined, and none is missed")
    void alone() {
        assertFalse(service.isAlone(), "it has joined");
        assertTrue(isAlone(Nodes.State.NO_DISPATCHER, List.of()));
        assertFalse(isAlone(Nodes.State.JOINING, List.of(TROUBLE)), "others may have given an id");
    }

    private boolean isAlone(Nodes.State state, List<Problem> missing) {
        Nodes unjoined = new Nodes() {
            @Override
            public Fleet fleet() {
                return fleet;
            }

            @Override
            public State state() {
                return state;
            }

            @Override
            public List<Problem> obstacles() {
                return missing;
            }
        };
        return new FleetService(unjoined, service.questions(), service.patience(), service.callers()).isAlone();
    }

    @Test
    @DisplayName("is complete if every node answered with a complete list")
    void complete() throws WardenException {
        answers.add(answered("a", READ, pool("a", "DS1")));
        assertTrue(service.list(Operation.LIST_POOLS, "").isComplete());

        answers.add(new NodeAnswer(
                "b",
                Outcome.ANSWERED,
                new Told(READ, false, READ, List.of(TROUBLE), List.of()),
                Duration.ZERO,
                List.of()));
        assertFalse(service.list(Operation.LIST_POOLS, "").isComplete());
    }

    @Test
    @DisplayName("is cut to one node, and complete whatever the others do")
    void oneNode() throws WardenException {
        answers.add(answered("a", READ, pool("a", "DS1")));
        answers.add(silent("b", null));

        RecordList list = service.list(Operation.LIST_POOLS, "a");

        assertEquals("[a DS1]", words(list));
        assertTrue(list.isComplete());
        assertEquals(1, list.head().get("memberCount"));
    }

    @Test
    @DisplayName("is refused for a node that there is not, and for what only one server can be asked")
    void refused() {
        answers.add(answered("a", READ));

        WardenException noNode = assertThrows(WardenException.class, () -> service.list(Operation.LIST_POOLS, "z"));
        assertEquals(Fault.NOT_FOUND, noNode.fault());
        assertEquals("PWARDEN0721", noNode.problems().get(0).code());
        WardenException notOfAll = assertThrows(WardenException.class, () -> service.list(Operation.KILL, null));
        assertEquals(Fault.BAD_REQUEST, notOfAll.fault());
    }

    @Test
    @DisplayName("has a sum of leases, which is unknown while one node has never told its part")
    void sums() {
        answers.add(answered("a", READ, status("a", 2)));
        answers.add(silent("b", told(READ, status("b", 5))));
        EntityRecord status = service.status();
        assertEquals(7, status.get("leaseCount"));
        assertEquals(2, status.get("memberCount"));
        assertEquals(1, status.get("answeredCount"));
        assertEquals(List.of("b: " + TROUBLE), status.get("silentNodes"));

        answers.add(silent("c", null));
        assertNull(service.status().get("leaseCount"));
    }

    @Test
    @DisplayName("has no sum with a part that is older than a minute, and says how old the oldest part is")
    void oldParts() {
        answers.add(answered("a", READ, status("a", 2)));
        answers.add(gone("b", Duration.ofSeconds(59), told(READ, status("b", 5))));
        assertEquals(7, service.status().get("leaseCount"));
        assertEquals(59L, service.status().get("answerAgeSeconds"));

        answers.set(1, gone("b", Duration.ofSeconds(61), told(READ, status("b", 5))));
        EntityRecord old = service.status();
        assertNull(old.get("leaseCount"));
        assertEquals(61L, old.get("answerAgeSeconds"));
        assertEquals(1, old.get("answeredCount"));

        answers.set(1, new NodeAnswer("b", Outcome.GONE, null, null, List.of(TROUBLE)));
        assertNull(service.status().get("answerAgeSeconds"));
    }

    @Test
    @DisplayName("counts no nodes by answers of which none is younger than a minute")
    void notAskedOfLate() {
        Told told = told(READ, status("a", 2));
        answers.add(new NodeAnswer("a", Outcome.ANSWERED, told, Duration.ofSeconds(61), List.of()));
        EntityRecord status = service.status();
        assertNull(status.get("answeredCount"));
        assertNull(status.get("memberCount"));
        assertNull(status.get("silentNodes"));
        assertNull(status.get("leaseCount"));
        assertNull(status.get("answerAgeSeconds"));
    }

    @Test
    @DisplayName("is the last answer for who must not wait, and is asked for again if that is old")
    void statusWaitsForNothing() throws InterruptedException {
        EntityRecord none = service.status();
        assertNull(none.get("memberCount"));
        assertNull(none.get("leaseCount"));
        fleet.begun.await();

        answers.add(answered("a", READ, status("a", 2)));
        int before = fleet.asked.get();
        assertEquals(2, service.status().get("leaseCount"));
        assertEquals(before, fleet.asked.get(), "it is not old");
    }

    @Test
    @DisplayName("is what was told last for who finds no place to wait, and no empty list before")
    void crowded() throws WardenException {
        DeadlineQuery full = new DeadlineQuery(OwnThreads.UNMANAGED, "test", 0, patience);
        FleetService crowded = new FleetService(nodes, full, patience, Optional::empty);
        assertEquals(
                Fault.UNAVAILABLE,
                assertThrows(WardenException.class, crowded::listMembers).fault());

        answers.add(answered("a", READ, pool("a", "DS1")));
        assertEquals("[a DS1]", words(crowded.list(Operation.LIST_POOLS, null)));
        assertEquals(0, fleet.asked.get());

        fleet.newcomers.add("b");
        RecordList without = crowded.list(Operation.LIST_POOLS, null);
        assertFalse(without.isComplete(), "b has come since, and nobody has asked it");
        assertEquals(2, without.head().get("memberCount"));
        fleet.newcomers.clear();
        answers.set(0, new NodeAnswer("a", Outcome.ANSWERED, answers.get(0).told(), Duration.ofMinutes(1), List.of()));
        assertFalse(crowded.list(Operation.LIST_POOLS, null).isComplete(), "an old answer is none");
    }

    @Test
    @DisplayName("is not complete while this server may be in a cluster that it has not joined")
    void notJoined() throws WardenException {
        answers.add(answered("a", READ, status("a", 2)));
        obstacles.add(new Problem("PWARDEN0726", "the cluster", "Not joined yet.", "Wait."));

        assertFalse(service.list(Operation.LIST_POOLS, null).isComplete());
        assertFalse(service.listMembers().isComplete());
        assertNull(service.status().get("leaseCount"));
        assertTrue(service.list(Operation.LIST_POOLS, "a").isComplete(), "of this node all is known");
        WardenException unknown = assertThrows(WardenException.class, () -> service.list(Operation.LIST_POOLS, "z"));
        assertEquals(Fault.UNAVAILABLE, unknown.fault(), "z may be one that is not reached yet");
        assertEquals(
                List.of("PWARDEN0721", "PWARDEN0726"),
                unknown.problems().stream().map(Problem::code).toList());
        obstacles.clear();
        assertTrue(service.list(Operation.LIST_POOLS, null).isComplete());
        assertEquals(2, service.status().get("leaseCount"));
    }

    @Test
    @DisplayName("of one node is not complete either if another server has its name")
    void sharedName() throws WardenException {
        answers.add(answered("a", READ, pool("a", "DS1")));
        answers.add(answered("a#2", READ, pool("a#2", "DS1")));
        answers.add(answered("b", READ, pool("b", "DS1")));
        obstacles.add(new Problem("PWARDEN0730", "a", "Several servers are named a.", "Name them."));

        assertEquals(List.of("PWARDEN0730"), codes(service.list(Operation.LIST_POOLS, "a")));
        assertFalse(service.list(Operation.LIST_POOLS, "a").isComplete());
        assertFalse(service.list(Operation.LIST_POOLS, "a#2").isComplete());
        assertTrue(service.list(Operation.LIST_POOLS, "b").isComplete());
    }

    @Test
    @DisplayName("is asked for each user apart: who has two questions open must wait, and another user need not")
    void eachUserIsOneAsker() throws InterruptedException {
        fleet.isSlow = true;
        Patience none = Patience.ofOurs(Duration.ZERO);
        AtomicReference<String> user = new AtomicReference<>("ann");
        FleetService ofUsers = new FleetService(
                nodes,
                questions,
                none,
                () -> Optional.of(new Caller(new Requester(user.get(), "CLI", "10.1.2.3", "a"), false)));

        assertEquals("PWARDEN0731", refusal(ofUsers, Operation.LIST_POOLS));
        assertEquals("PWARDEN0731", refusal(ofUsers, Operation.LIST_LEASES));
        assertEquals("PWARDEN0731", refusal(ofUsers, Operation.LIST_KILLS));
        user.set("ben");
        assertEquals("PWARDEN0731", refusal(ofUsers, Operation.LIST_PROBLEMS));
        assertEquals(Set.of("listPools", "listLeases", "listProblems"), Set.of(nextPut(), nextPut(), nextPut()));
        fleet.mayAnswer.countDown();
    }

    private String nextPut() throws InterruptedException {
        String next = fleet.put.poll(30, TimeUnit.SECONDS);
        assertNotNull(next, "no more question was put");
        return next;
    }

    private static String refusal(FleetService service, Operation operation) {
        return assertThrows(WardenException.class, () -> service.list(operation, null))
                .problems()
                .get(0)
                .code();
    }

    @Test
    @DisplayName("lists the members with what each told of itself, or why it does not")
    void members() throws WardenException {
        answers.add(answered("a", READ, status("a", 2)));
        answers.add(silent("b", told(READ, status("b", 5))));
        answers.add(new NodeAnswer("c", Outcome.ABSENT, null, null, List.of(TROUBLE)));

        RecordList list = service.listMembers();

        assertFalse(list.isComplete());
        List<EntityRecord> members = list.records();
        assertEquals(2, members.get(0).get("leaseCount"));
        assertEquals("SILENT", members.get(1).get("answer"));
        assertEquals(60L, members.get(1).get("answerAgeSeconds"));
        assertEquals(5, members.get(1).get("leaseCount"));
        assertEquals("ABSENT", members.get(2).get("answer"));
        assertNull(members.get(2).get("leaseCount"));
        assertEquals(List.of(TROUBLE.toString()), members.get(2).get("trouble"));
    }

    private static NodeAnswer answered(String node, Instant readAt, EntityRecord... items) {
        return new NodeAnswer(node, Outcome.ANSWERED, told(readAt, items), Duration.ZERO, List.of());
    }

    private static NodeAnswer silent(String node, Told told) {
        Duration age = told == null ? null : Duration.ofMinutes(1);
        return new NodeAnswer(node, Outcome.SILENT, told, age, List.of(TROUBLE));
    }

    private static NodeAnswer gone(String node, Duration age, Told told) {
        return new NodeAnswer(node, Outcome.GONE, told, age, List.of(TROUBLE));
    }

    private static Told told(Instant readAt, EntityRecord... items) {
        return new Told(readAt, true, readAt, List.of(), List.of(items));
    }

    private static EntityRecord pool(String node, String name) {
        return record(Entity.FLEET_POOL, node).set("pool", name).build();
    }

    private static EntityRecord status(String node, int leases) {
        return record(Entity.FLEET_STATUS, node).set("leaseCount", leases).build();
    }

    /** What is not asked for here is unknown, but for one field that each test sets. */
    private static EntityRecord.Builder record(Entity entity, String node) {
        EntityRecord.Builder record = EntityRecord.of(entity).set("node", node).set("answerTime", READ);
        for (Field field : entity.fields()) {
            if (field.isNullable() && !field.name().equals("leaseCount")) {
                record.set(field.name(), null);
            }
        }
        return record;
    }

    private static String words(RecordList list) {
        return list.records().stream()
                .map(record -> record.get("node") + " " + record.get("pool"))
                .toList()
                .toString();
    }

    private static List<Object> codes(RecordList list) {
        return list.problems().stream().map(problem -> problem.get("code")).toList();
    }
}
