package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.leak.Given.BANK;
import static org.poolwarden.leak.Given.MACHINE;
import static org.poolwarden.leak.Given.SHOP;
import static org.poolwarden.leak.Given.id;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.leak.neighbours.LifeSigns;
import org.poolwarden.leak.neighbours.LostNode;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.leak.neighbours.ToldSession;

/** This server is node1, and node2 has left. */
@DisplayName("A session of a lost node")
class LostNodeLifeTest {

    private static final String OTHER_MARK = "shop-node2";
    private static final SessionId ID = id(SHOP, 46);
    private static final SessionId NEXT = id(SHOP, 47);
    private static final ToldSession LEAK = new ToldSession("4711", "LEAKED", 77L, "java:/shop");
    private static final ToldSession IDLE = new ToldSession("4711", "IDLE", null, "java:/shop");
    private static final Duration LONG_AGO = Duration.ofMinutes(5);
    private static final long BEFORE = 400;

    private final ToldNode node2 = node2(Map.of(ID, LEAK, NEXT, IDLE));
    private final LifeSigns signs = new LifeSigns();
    private final Session leak = marked(ID, BEFORE, null);

    @Test
    @DisplayName("is no orphan once a call of its node was seen, though the session that made it has gone")
    void remembered() {
        judge(lost(LONG_AGO, node2, signs), leak, marked(NEXT, 3, null));
        assertEquals(NEXT, signs.latest().orElseThrow().session());

        ClassifiedSession later = only(marked(ID, 4_000, null), lost(Duration.ofHours(1), node2, signs));

        assertForeign(Code.NODE_LIVES, later);
        assertTrue(later.judgement().reasons().get(0).contains("its session 1,47,1047 made a call 4 min 57 s after"));
    }

    @Test
    @DisplayName(
            "that was in a call when its node left shows life for good by its next call, not by the end of that one")
    void ranWhenItsNodeLeft() {
        judge(lost(Duration.ZERO, node2, signs), leak, running(NEXT, 60));
        List<ClassifiedSession> ended = judge(lost(LONG_AGO, node2, signs), leak, marked(NEXT, 100, null));
        assertForeign(Code.NODE_LIVES, ended.get(0));

        assertEquals(
                Verdict.ORPHAN,
                only(leak, lost(LONG_AGO.plusSeconds(60), node2, signs))
                        .judgement()
                        .verdict(),
                "the end of the statement was all, and its session is gone");

        judge(lost(LONG_AGO.plusSeconds(60), node2, signs), leak, running(NEXT, 2));
        assertForeign(Code.NODE_LIVES, only(leak, lost(LONG_AGO.plusSeconds(90), node2, signs)));

        LifeSigns twice = new LifeSigns();
        judge(lost(Duration.ZERO, node2, twice), leak, running(NEXT, 60));
        judge(lost(LONG_AGO, node2, twice), leak, marked(NEXT, 100, null));
        judge(lost(LONG_AGO.plusSeconds(30), node2, twice), leak, marked(NEXT, 130, null));
        assertTrue(twice.latest().isEmpty(), "the same end");
        judge(lost(LONG_AGO.plusSeconds(60), node2, twice), leak, marked(NEXT, 9, null));
        assertForeign(Code.NODE_LIVES, only(leak, lost(LONG_AGO.plusSeconds(90), node2, twice)));
    }

    @Test
    @DisplayName("that has its mark and that nobody told of shows life while it is there, and no longer")
    void markedOnly() {
        judge(lost(LONG_AGO, node2, signs), leak, marked(id(SHOP, 48), 3, OTHER_MARK))
                .forEach(one -> assertForeign(Code.NODE_LIVES, one));
        assertEquals(
                Verdict.ORPHAN,
                only(leak, lost(LONG_AGO, node2, signs)).judgement().verdict(),
                "it may have been of the node's next process, which had not told yet");
    }

    @Test
    @DisplayName("is no orphan while a database or an instance in which the node had sessions is unread")
    void unseen() {
        ToldSession there = new ToldSession("4711", "IDLE", null, "java:/bank");
        ToldSession beside = new ToldSession("4711", "FOREIGN", null, null);
        for (SessionId elsewhere : List.of(id(BANK, 46), new SessionId(SHOP, 2, 46, 1046))) {
            ClassifiedSession found = only(marked(ID, BEFORE, null), lost(node2(Map.of(ID, LEAK, elsewhere, there))));
            assertForeign(Code.NODE_UNSEEN, found);
            assertTrue(found.judgement()
                    .reasons()
                    .get(0)
                    .contains("instance " + elsewhere.instance() + " of " + elsewhere.database()));
            assertTrue(SessionChoice.isForeign(found), "whoever knows that the node has ended may say so");
            assertEquals(
                    Verdict.ORPHAN,
                    only(marked(ID, BEFORE, null), lost(node2(Map.of(ID, LEAK, elsewhere, beside))))
                            .judgement()
                            .verdict(),
                    "what was in none of its pools may be somebody else's");
        }
    }

    @Test
    @DisplayName(
            "is no orphan while the guard's own session of its node makes calls: a node that is cut off still scans")
    void scansOn() {
        ToldSession ofGuard = new ToldSession("4711", "IDLE", null, "java:/guard");
        Neighbours cutOff = lost(LONG_AGO, node2(Map.of(ID, LEAK, NEXT, ofGuard)), signs);

        List<ClassifiedSession> found = judge(cutOff, leak, ofGuard(7));

        assertForeign(Code.NODE_LIVES, found.get(0));
        assertForeign(Code.MASKED, found.get(1));
        assertEquals(NEXT, signs.latest().orElseThrow().session());
        judge(lost(node2(Map.of(ID, LEAK, NEXT, ofGuard))), leak, ofGuard(BEFORE))
                .subList(0, 1)
                .forEach(one -> assertEquals(Verdict.ORPHAN, one.judgement().verdict(), "it has stopped to scan"));
        Session hidden = SessionSample.of(NEXT).masked(Access.OUT_OF_SCOPE).build();
        judge(lost(node2(Map.of(ID, LEAK, NEXT, ofGuard))), leak, hidden)
                .subList(0, 1)
                .forEach(one -> assertEquals(Verdict.ORPHAN, one.judgement().verdict(), "a guard that shows nothing"));
    }

    @Test
    @DisplayName("is no orphan before its node would have scanned twice, however soon one may be")
    void scansSeldom() {
        ToldNode seldom =
                new ToldNode("node2", "5252", OTHER_MARK, Set.of(MACHINE), Map.of(ID, LEAK), Duration.ofMinutes(10));
        assertForeign(
                Code.NODE_JUST_LEFT, only(marked(ID, 1_300, null), lost(Duration.ofSeconds(1_199), seldom, signs)));
        assertEquals(
                Verdict.ORPHAN,
                only(marked(ID, 1_300, null), lost(Duration.ofMinutes(20), seldom, signs))
                        .judgement()
                        .verdict());
    }

    private static Session ofGuard(long lastCallSeconds) {
        return SessionSample.of(NEXT)
                .user("POOLWARDEN")
                .access(Access.OUT_OF_SCOPE)
                .status("INACTIVE", lastCallSeconds)
                .client(null, MACHINE, "JDBC Thin Client")
                .spid("4711")
                .build();
    }

    private static ToldNode node2(Map<SessionId, ToldSession> sessions) {
        return new ToldNode("node2", "5252", OTHER_MARK, Set.of(MACHINE), sessions);
    }

    private static Neighbours lost(ToldNode node) {
        return lost(LONG_AGO, node, new LifeSigns());
    }

    private static Neighbours lost(Duration since, ToldNode node, LifeSigns signs) {
        return new Neighbours(List.of(), List.of(new LostNode(node, since, signs)), List.of());
    }

    private static Session running(SessionId id, long seconds) {
        return SessionSample.of(id)
                .status("ACTIVE", seconds)
                .client("wildfly", MACHINE, "JDBC Thin Client")
                .spid("4711")
                .build();
    }

    private static Session marked(SessionId id, long lastCallSeconds, String program) {
        return Given.marked(id, lastCallSeconds, program);
    }

    private static void assertForeign(Code code, ClassifiedSession found) {
        assertEquals(Verdict.FOREIGN, found.judgement().verdict());
        assertEquals(List.of(code), found.judgement().codes());
    }

    private static ClassifiedSession only(Session session, Neighbours neighbours) {
        return judge(neighbours, session).get(0);
    }

    private static List<ClassifiedSession> judge(Neighbours neighbours, Session... sessions) {
        DatabaseView view = new DatabaseView(DatabaseFacts.of(SHOP), MACHINE, List.of(sessions));
        return new SessionJudge("shop-node1", Duration.ofMinutes(5), "4242")
                .judge(
                        Map.of(SHOP, view),
                        List.of(),
                        new OwnConnections(List.of(), null),
                        Set.of(),
                        neighbours,
                        Set.of(SHOP),
                        Duration.ZERO);
    }
}
