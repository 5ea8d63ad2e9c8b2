package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.leak.Given.BANK;
import static org.poolwarden.leak.Given.MACHINE;
import static org.poolwarden.leak.Given.SHOP;
import static org.poolwarden.leak.Given.id;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.LostNode;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.leak.neighbours.ToldSession;

/** This server is node1, marked; node2 is on the same machine unless a test says otherwise. */
@DisplayName("In a fleet, a session")
class NeighboursTest {

    private static final String MARK = "shop-node1";
    private static final String OTHER_MARK = "shop-node2";
    private static final SessionId ID = id(SHOP, 46);
    private static final SessionId NEXT = id(SHOP, 47);
    private static final ToldSession LEAK = new ToldSession("4711", "LEAKED", 77L, "java:/shop");
    private static final ToldSession IDLE = new ToldSession("4711", "IDLE", null, "java:/shop");
    private static final Duration LONG_AGO = Duration.ofMinutes(5);
    private static final long BEFORE = 400;
    private static final OwnConnections NONE = new OwnConnections(List.of(), null);
    private static final SessionJudge JUDGE = new SessionJudge(MARK, Duration.ofMinutes(5), "4242");

    @Test
    @DisplayName("that a member told of is of that node, with its lease and verdict, marked or not, silent or not")
    void ofMember() {
        for (String program : Arrays.asList(OTHER_MARK, "JDBC Thin Client", null)) {
            for (List<String> silent : List.of(List.<String>of(), List.of("node2: no answer"))) {
                ClassifiedSession found = only(marked(ID, 90_000, program), present(silent, node2(Map.of(ID, LEAK))));

                assertForeign(Code.OF_NODE, found);
                assertEquals("node2", found.owner().node());
                assertEquals(77, found.owner().leaseId());
                assertNull(found.leaseId(), "it is no lease of this server");
                assertEquals(
                        List.of("node node2 told that it is a connection of its pool java:/shop, lease 77, LEAKED"),
                        found.judgement().reasons());
                assertFalse(SessionChoice.isForeign(found), "nobody ends it here by saying that it is foreign");
            }
        }
        ClassifiedSession masked =
                only(Given.masked(ID, Access.OUT_OF_SCOPE), present(List.of(), node2(Map.of(ID, IDLE))));
        assertForeign(Code.OF_NODE, masked);
        assertNull(masked.owner().leaseId());
    }

    @Test
    @DisplayName("of this server stays this server's, whatever a member told")
    void ours() {
        OwnConnections own =
                new OwnConnections(List.of(new OwnConnection("java:/shop", new ClientSession(ID, "SHOP"), true)), null);
        ClassifiedSession found = judge(own, present(List.of(), node2(Map.of(ID, LEAK))), marked(ID, 9, MARK))
                .get(0);
        assertEquals(Verdict.IDLE, found.judgement().verdict());
        assertNull(found.owner());
    }

    @Test
    @DisplayName("that was given the numbers of another since, as its server process shows, is not what a node told of")
    void otherProcessOfTheDatabase() {
        ToldSession before = new ToldSession("4710", "LEAKED", 77L, "java:/shop");
        assertForeign(Code.NOT_OURS, only(marked(ID, 90_000, null), present(List.of(), node2(Map.of(ID, before)))));
        assertForeign(Code.NOT_OURS, only(marked(ID, 90_000, null), lost(LONG_AGO, node2(Map.of(ID, before)))));
        ToldSession untold = new ToldSession(null, "LEAKED", 77L, "java:/shop");
        assertForeign(Code.OF_NODE, only(marked(ID, 90_000, null), present(List.of(), node2(Map.of(ID, untold)))));
        assertForeign(Code.NOT_OURS, only(marked(ID, 90_000, null), lost(LONG_AGO, node2(Map.of(ID, untold)))));
    }

    @Test
    @DisplayName("with this server's mark is no orphan while a member is silent, and the reason names the member")
    void silent() {
        Session orphan = marked(ID, 90_000, MARK);
        assertEquals(
                Verdict.ORPHAN,
                only(orphan, present(List.of(), node2(Map.of()))).judgement().verdict());

        ClassifiedSession found = only(orphan, present(List.of("node3: it is silent"), node2(Map.of())));

        assertEquals(Verdict.FOREIGN, found.judgement().verdict());
        assertEquals(List.of(Code.MARKED, Code.NODES_SILENT), found.judgement().codes());
        assertTrue(
                found.judgement().reason(Code.NODES_SILENT).endsWith("not every node is known: node3: it is silent"));
        assertFalse(SessionChoice.isForeign(found), "it may be this server's or another's: nobody may end it");
        assertEquals(List.of(orphan), SessionJudge.unclaimed(List.of(found)), "whether it works is watched meanwhile");

        ClassifiedSession joining = only(orphan, Neighbours.unknown("this server has not joined its cluster yet"));
        assertEquals(Verdict.FOREIGN, joining.judgement().verdict());
        Neighbours told = new Neighbours(List.of(node2(Map.of())), List.of(), List.of(), Duration.ofSeconds(90_001));
        assertTrue(only(orphan, told).judgement().reason(Code.NODES_SILENT).endsWith("is up to 1 d 1 h old"));
        ClassifiedSession justLeft = only(orphan, lost(Duration.ofSeconds(299), ToldNode.nothing("node2")));
        assertTrue(justLeft.judgement().reason(Code.NODES_SILENT).contains("node2 left the fleet"));
        assertEquals(
                Verdict.ORPHAN,
                only(orphan, lost(LONG_AGO, ToldNode.nothing("node2")))
                        .judgement()
                        .verdict());
    }

    @Test
    @DisplayName("that a node left behind is an ORPHAN with its name, on weak proof that says what must be made sure")
    void lost() {
        for (String program : Arrays.asList(OTHER_MARK, "JDBC Thin Client", null)) {
            ClassifiedSession found = only(marked(ID, BEFORE, program), lost(LONG_AGO, node2(Map.of(ID, LEAK))));

            assertEquals(Verdict.ORPHAN, found.judgement().verdict());
            assertEquals(Proof.WEAK, found.judgement().proof());
            assertEquals(
                    List.of(Code.NODE_LOST, Code.IDLE, Code.NODE_MAY_LIVE),
                    found.judgement().codes());
            assertEquals("node2", found.owner().node());
            assertEquals(77, found.owner().leaseId());
            assertTrue(found.judgement().reason(Code.NODE_MAY_LIVE).contains("process 5252 on " + MACHINE));
            assertNull(new SessionChoice(null, 1, 46, 1046, false).refusal(found), "it may be ended as an orphan");
        }
        assertEquals(
                Verdict.ORPHAN,
                only(marked(NEXT, BEFORE, OTHER_MARK), lost(LONG_AGO, node2(Map.of())))
                        .judgement()
                        .verdict(),
                "opened after it told for the last time, and marked");
    }

    @Test
    @DisplayName("of a node that has left is no orphan before the node has been away for long enough")
    void justLeft() {
        ClassifiedSession found =
                only(marked(ID, BEFORE, OTHER_MARK), lost(Duration.ofSeconds(299), node2(Map.of(ID, LEAK))));
        assertForeign(Code.NODE_JUST_LEFT, found);
        assertEquals("node2", found.owner().node());
    }

    @Test
    @DisplayName("of a node that has left is no orphan while another node is silent, which is named")
    void lostWhileOthersAreSilent() {
        Neighbours neighbours = new Neighbours(
                List.of(), List.of(new LostNode(node2(Map.of(ID, LEAK)), LONG_AGO)), List.of("node3: it is silent"));
        ClassifiedSession found = only(marked(ID, BEFORE, null), neighbours);
        assertForeign(Code.NODES_SILENT, found);
        assertTrue(found.judgement().reasons().get(0).contains("node3"));
        Neighbours another = new Neighbours(
                List.of(),
                List.of(
                        new LostNode(node2(Map.of(ID, LEAK)), LONG_AGO),
                        new LostNode(ToldNode.nothing("node3"), Duration.ofSeconds(9))),
                List.of());
        assertForeign(Code.NODES_SILENT, only(marked(ID, BEFORE, null), another));
    }

    @Test
    @DisplayName("of a node that is cut off and works on is no orphan: one call of one of its sessions shows it")
    void partition() {
        ToldNode node2 = node2(Map.of(ID, LEAK, NEXT, IDLE));
        Session leak = marked(ID, BEFORE, null);
        Session works = marked(NEXT, 3, null);

        List<ClassifiedSession> found = judge(NONE, lost(LONG_AGO, node2), leak, works);

        found.forEach(one -> assertForeign(Code.NODE_LIVES, one));
        assertTrue(found.get(0).judgement().reasons().get(0).contains("its session 1,47,1047 made a call"));
        judge(NONE, lost(LONG_AGO, node2), leak, marked(NEXT, 296, null))
                .forEach(one -> assertEquals(Verdict.ORPHAN, one.judgement().verdict(), "as coarse as it is counted"));
        judge(NONE, lost(LONG_AGO, node2), leak, marked(id(SHOP, 48), 3, OTHER_MARK))
                .forEach(one -> assertForeign(Code.NODE_LIVES, one));
        judge(NONE, lost(LONG_AGO, node2), leak, marked(id(SHOP, 48), 3, "sqlplus"))
                .subList(0, 1)
                .forEach(one -> assertEquals(Verdict.ORPHAN, one.judgement().verdict()));
    }

    @Test
    @DisplayName("of a node that is gone is an orphan, whatever a database showed that was read after it left")
    void readBefore() {
        ToldSession there = new ToldSession("4711", "IDLE", null, "java:/bank");
        Neighbours neighbours = lost(LONG_AGO, node2(Map.of(ID, LEAK, id(BANK, 46), there)));
        Map<DatabaseId, DatabaseView> views = Map.of(
                SHOP, new DatabaseView(DatabaseFacts.of(SHOP), MACHINE, List.of(marked(ID, BEFORE, null))),
                BANK, new DatabaseView(DatabaseFacts.of(BANK), MACHINE, List.of(marked(id(BANK, 46), 3, null))));

        assertForeign(
                Code.NODE_UNSEEN, // it has left since the other database was read
                of(ID, JUDGE.judge(views, List.of(), NONE, Set.of(), neighbours, Set.of(SHOP), LONG_AGO)));
        assertEquals(
                Verdict.ORPHAN,
                of(ID, JUDGE.judge(views, List.of(), NONE, Set.of(), neighbours, Set.of(SHOP), Duration.ZERO))
                        .judgement()
                        .verdict());
        assertForeign(
                Code.NODE_LIVES,
                of(ID, JUDGE.judge(views, List.of(), NONE, Set.of(), neighbours, views.keySet(), Duration.ZERO)));
        assertForeign(
                Code.NODE_LIVES,
                of(ID, JUDGE.judge(views, List.of(), NONE, Set.of(), neighbours, Set.of(SHOP), Duration.ZERO)));
    }

    @Test
    @DisplayName(
            "that a lost node had in no pool is nobody's orphan: another container may have its machine and process")
    void lostBesideItsPools() {
        ToldSession beside = new ToldSession("4711", "FOREIGN", null, null);
        ClassifiedSession found =
                only(marked(ID, 90_000, "JDBC Thin Client"), lost(LONG_AGO, node2(Map.of(ID, beside))));
        assertForeign(Code.NOT_OURS, found);
    }

    private static ClassifiedSession of(SessionId id, List<ClassifiedSession> found) {
        return found.stream()
                .filter(one -> one.session().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("of a node that was started again under its name: the old ones are left behind, the new ones its own")
    void restarted() {
        ToldNode before = node2(Map.of(ID, LEAK));
        ToldNode now = new ToldNode("node2", "5353", OTHER_MARK, Set.of(MACHINE), Map.of(NEXT, IDLE));
        Neighbours neighbours = new Neighbours(List.of(now), List.of(new LostNode(before, LONG_AGO)), List.of());
        SessionId untold = id(SHOP, 48);

        List<ClassifiedSession> found = judge(
                NONE,
                neighbours,
                marked(ID, BEFORE, OTHER_MARK),
                marked(NEXT, 3, OTHER_MARK),
                marked(untold, 3, OTHER_MARK));

        assertEquals(Verdict.ORPHAN, found.get(0).judgement().verdict());
        assertForeign(Code.OF_NODE, found.get(1));
        assertForeign(Code.OF_NODE, found.get(2));
        Neighbours both = new Neighbours(
                List.of(now), List.of(new LostNode(node2(Map.of(ID, LEAK, NEXT, IDLE)), LONG_AGO)), List.of());
        assertEquals(
                Verdict.ORPHAN,
                judge(NONE, both, marked(ID, BEFORE, null), marked(NEXT, 3, null))
                        .get(0)
                        .judgement()
                        .verdict(),
                "what works is the new one's");
        ToldNode claims = new ToldNode(
                "node2",
                "5353",
                OTHER_MARK,
                Set.of(MACHINE),
                Map.of(ID, new ToldSession("4711", "ORPHAN", null, null)));
        assertForeign(
                Code.OF_NODE,
                judge(
                                NONE,
                                new Neighbours(List.of(claims), List.of(new LostNode(before, LONG_AGO)), List.of()),
                                marked(ID, BEFORE, OTHER_MARK))
                        .get(0));
    }

    @Test
    @DisplayName("of a node that crashed twice is of its later process, unless the earlier one told of it")
    void crashedTwice() {
        ToldNode first = node2(Map.of(ID, LEAK));
        ToldNode second = new ToldNode("node2", "5353", OTHER_MARK, Set.of(MACHINE), Map.of());
        Duration before = LONG_AGO.multipliedBy(9);
        Session untold = marked(NEXT, BEFORE, OTHER_MARK);
        for (List<LostNode> lost : List.of(
                List.of(new LostNode(first, before), new LostNode(second, LONG_AGO)),
                List.of(new LostNode(second, LONG_AGO), new LostNode(first, before)))) {
            List<ClassifiedSession> found = judge(
                    NONE,
                    new Neighbours(List.of(), lost, List.of()),
                    marked(ID, before.toSeconds(), OTHER_MARK),
                    untold);
            found.forEach(one -> assertEquals(Verdict.ORPHAN, one.judgement().verdict()));
            assertTrue(found.get(0).judgement().reason(Code.NODE_MAY_LIVE).contains("process 5252"));
            assertTrue(found.get(1).judgement().reason(Code.NODE_MAY_LIVE).contains("process 5353"));
        }
    }

    @Test
    @DisplayName("of two nodes on one machine is never told by the machine alone")
    void oneMachine() {
        assertForeign(Code.NOT_OURS, only(marked(ID, BEFORE, "JDBC Thin Client"), lost(LONG_AGO, node2(Map.of()))));
        Session elsewhere = Given.client(ID, BEFORE, OTHER_MARK, "app9.example.org", "1234");
        assertForeign(Code.NOT_OURS, only(elsewhere, lost(LONG_AGO, node2(Map.of(ID, LEAK)))));
        Session otherProcess = Given.client(ID, BEFORE, OTHER_MARK, MACHINE, "6666");
        assertForeign(Code.NOT_OURS, only(otherProcess, lost(LONG_AGO, node2(Map.of()))));
        Session sameProcess = Given.client(ID, BEFORE, OTHER_MARK, MACHINE, "5252");
        assertEquals(
                Verdict.ORPHAN,
                only(sameProcess, lost(LONG_AGO, node2(Map.of()))).judgement().verdict());
    }

    @Test
    @DisplayName(
            "of containers with one host name, one mark and process 1 each is known by what was told, or not at all")
    void containers() {
        SessionJudge judge = new SessionJudge(MARK, Duration.ofMinutes(5), "1");
        ToldNode twin = new ToldNode("node2", "1", MARK, Set.of(MACHINE), Map.of(ID, LEAK));
        Session told = Given.client(ID, BEFORE, MARK, MACHINE, "1");
        Session untold = Given.client(NEXT, BEFORE, MARK, MACHINE, "1");
        Session marked = marked(id(SHOP, 48), BEFORE, MARK);

        List<ClassifiedSession> found =
                judge(judge, NONE, new Neighbours(List.of(twin), List.of(), List.of()), told, untold, marked);
        assertTrue(found.get(0).has(Code.OF_NODE), "not this server's own process");
        assertTrue(found.get(0).has(Code.MARK_ELSEWHERE));
        assertForeign(Code.OTHER_SOURCE, found.get(1));
        assertForeign(Code.SAME_MARK, found.get(2));

        SessionId working = id(SHOP, 49);
        OwnConnections own = new OwnConnections(
                List.of(new OwnConnection("java:/shop", new ClientSession(working, "SHOP"), true)), null);
        found = judge(judge, own, lost(LONG_AGO, twin), told, marked, marked(working, 3, MARK));
        assertEquals(Verdict.ORPHAN, found.get(0).judgement().verdict());
        assertEquals("node2", found.get(0).owner().node());
        assertForeign(Code.SAME_MARK, found.get(1));
    }

    @Test
    @DisplayName("is known by no mark that two nodes have")
    void sharedMark() {
        ToldNode node3 = new ToldNode("node3", "5353", OTHER_MARK, Set.of(MACHINE), Map.of());
        Session marked = marked(ID, BEFORE, OTHER_MARK);
        assertForeign(
                Code.NOT_OURS,
                only(
                        marked,
                        new Neighbours(
                                List.of(),
                                List.of(new LostNode(node2(Map.of()), LONG_AGO), new LostNode(node3, LONG_AGO)),
                                List.of())));
        assertForeign(Code.NOT_OURS, only(marked, present(List.of(), node2(Map.of()), node3)));
        assertForeign(
                Code.OF_NODE,
                only(
                        marked,
                        new Neighbours(List.of(node3), List.of(new LostNode(node2(Map.of()), LONG_AGO)), List.of())));
        assertForeign(
                Code.NOT_OURS,
                judge(new OwnConnections(List.of(), "OFF"), lost(LONG_AGO, node2(Map.of())), marked)
                        .get(0));
    }

    private static ToldNode node2(Map<SessionId, ToldSession> sessions) {
        return new ToldNode("node2", "5252", OTHER_MARK, Set.of(MACHINE), sessions);
    }

    private static Neighbours present(List<String> silent, ToldNode... nodes) {
        return new Neighbours(List.of(nodes), List.of(), silent);
    }

    private static Neighbours lost(Duration since, ToldNode node) {
        return new Neighbours(List.of(), List.of(new LostNode(node, since)), List.of());
    }

    private static Session marked(SessionId id, long lastCallSeconds, String program) {
        return Given.marked(id, lastCallSeconds, program);
    }

    private static void assertForeign(Code code, ClassifiedSession found) {
        assertEquals(Verdict.FOREIGN, found.judgement().verdict());
        assertEquals(Proof.NONE, found.judgement().proof());
        assertEquals(List.of(code), found.judgement().codes());
    }

    private static ClassifiedSession only(Session session, Neighbours neighbours) {
        return judge(NONE, neighbours, session).get(0);
    }

    private static List<ClassifiedSession> judge(OwnConnections own, Neighbours neighbours, Session... sessions) {
        return judge(JUDGE, own, neighbours, sessions);
    }

    private static List<ClassifiedSession> judge(
            SessionJudge judge, OwnConnections own, Neighbours neighbours, Session... sessions) {
        DatabaseView view = new DatabaseView(DatabaseFacts.of(SHOP), MACHINE, List.of(sessions));
        return judge.judge(Map.of(SHOP, view), List.of(), own, Set.of(), neighbours, Set.of(SHOP), Duration.ZERO);
    }
}
