package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.leak.Given.BANK;
import static org.poolwarden.leak.Given.MACHINE;
import static org.poolwarden.leak.Given.SHOP;
import static org.poolwarden.leak.Given.id;

import java.time.Duration;
import java.util.HashMap;
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
import org.poolwarden.leak.neighbours.Neighbours;

@DisplayName("A session")
class SessionJudgeTest {

    private static final String MARK = "shop-node1";
    private static final String POOL = "java:/shop";
    private static final SessionId ID = id(SHOP, 46);
    private static final OwnConnections NONE = new OwnConnections(List.of(), null);
    private static final SessionJudge JUDGE = new SessionJudge(MARK, Duration.ofMinutes(5));

    @Test
    @DisplayName("with a lease has the lease's verdict, id and pool")
    void leased() {
        Map<DatabaseId, DatabaseView> view = view(SHOP, Given.marked(ID, 780, MARK));
        List<Row> rows = Join.join(
                List.of(Given.lease(7, ID)), view, new Judge(Duration.ofMinutes(5), Duration.ofSeconds(30), Pins.NONE));

        ClassifiedSession sighting =
                JUDGE.judge(view, rows, own(ID, "SHOP", true)).get(0);

        assertEquals(Verdict.LEAKED, sighting.judgement().verdict());
        assertEquals(7, sighting.leaseId());
        assertEquals(POOL, sighting.pool());
    }

    @Test
    @DisplayName("of a connection in a pool is IDLE, with the mark and without")
    void idle() {
        for (String program : new String[] {MARK, "JDBC Thin Client", null}) {
            ClassifiedSession sighting = only(Given.marked(ID, 90_000, program), own(ID, "SHOP", true));
            assertEquals(Verdict.IDLE, sighting.judgement().verdict());
            assertEquals(List.of(Code.IN_POOL), sighting.judgement().codes());
            assertEquals(POOL, sighting.pool());
        }
    }

    @Test
    @DisplayName("of the transaction manager's recovery is never an orphan, however long it idles")
    void recovery() {
        ClassifiedSession sighting = only(Given.marked(ID, 90_000, MARK), own(ID, "SHOP", false));
        assertEquals(Verdict.FOREIGN, sighting.judgement().verdict());
        assertEquals(List.of(Code.OUTSIDE_POOL), sighting.judgement().codes());
    }

    @Test
    @DisplayName("with the mark, from this machine and with no connection here is an ORPHAN, and that is weak proof")
    void orphan() {
        ClassifiedSession sighting = only(Given.marked(ID, 300, MARK), NONE);
        assertEquals(Verdict.ORPHAN, sighting.judgement().verdict());
        assertEquals(Proof.WEAK, sighting.judgement().proof());
        assertEquals(
                List.of(Code.MARKED, Code.IDLE, Code.SAME_MARK),
                sighting.judgement().codes());
        assertTrue(sighting.judgement().reasons().get(0).contains("mark shop-node1 and comes from its machine"));
    }

    @Test
    @DisplayName("that called a moment ago may be one that is being opened")
    void fresh() {
        assertForeign(Code.FRESH, only(Given.marked(ID, 299, MARK), NONE));
    }

    @Test
    @DisplayName("is no orphan while a connection of this server may be missing from the list")
    void notAllKnown() {
        ClassifiedSession sighting =
                only(Given.marked(ID, 90_000, MARK), new OwnConnections(List.of(), "tracking is OFF"));
        assertForeign(Code.NOT_ALL_KNOWN, sighting);
        assertTrue(sighting.judgement().reasons().get(0).endsWith("tracking is OFF"));
    }

    @Test
    @DisplayName("is no orphan while a connection with its numbers could be in several databases, this one among them")
    void couldBeOurs() {
        DatabaseId twin = new DatabaseId("TWIN", SHOP.container());
        Map<DatabaseId, DatabaseView> views = new HashMap<>(view(twin));
        views.putAll(view(SHOP, Given.marked(ID, 90_000, MARK)));
        DatabaseFacts told = new DatabaseFacts(null, "ORCL", SHOP.container(), null, null, null);
        OwnConnection connection = new OwnConnection(POOL, new ClientSession(ID, "SHOP", told, null), false);

        ClassifiedSession sighting = JUDGE.judge(views, List.of(), new OwnConnections(List.of(connection), null))
                .get(0);

        assertForeign(Code.NOT_ALL_KNOWN, sighting);
        assertTrue(sighting.judgement().reasons().get(0).startsWith("it may be a connection of " + POOL));
    }

    @Test
    @DisplayName("without the mark, of another machine or of none is FOREIGN")
    void foreign() {
        assertForeign(Code.NOT_OURS, only(Given.marked(ID, 90_000, "SHOP-NODE1"), NONE));
        assertForeign(Code.NOT_OURS, only(Given.marked(ID, 90_000, null), NONE));
        Session marked = Given.marked(ID, 90_000, MARK);
        assertForeign(Code.MARK_ELSEWHERE, seenBy("app2", marked));
        assertForeign(Code.NOT_OURS, seenBy(null, marked));
    }

    @Test
    @DisplayName("is no orphan while a session from another machine has the same mark, which is named")
    void markElsewhere() {
        Session orphan = Given.marked(ID, 90_000, MARK);
        Session stranger = Given.client(id(SHOP, 99), 3, MARK, "app2.example.org", "1234");
        Map<DatabaseId, DatabaseView> view = view(SHOP, orphan, stranger);

        List<ClassifiedSession> judged = JUDGE.judge(view, List.of(), NONE);

        assertForeign(Code.SAME_MARK, judged.get(0));
        assertForeign(Code.MARK_ELSEWHERE, judged.get(1));
        assertTrue(judged.get(1).judgement().reasons().get(0).endsWith("from another machine, app2.example.org"));
        assertEquals(List.of(orphan, stranger), SessionJudge.unclaimed(judged));
        // A datasource of this server may say another machine, and not all of them are known.
        List<ClassifiedSession> half = JUDGE.judge(view, List.of(), new OwnConnections(List.of(), "tracking is OFF"));
        assertForeign(Code.NOT_OURS, half.get(1));
        List<ClassifiedSession> own = JUDGE.judge(
                view,
                List.of(),
                new OwnConnections(
                        List.of(new OwnConnection(
                                POOL,
                                new ClientSession(id(SHOP, 99), "SHOP", DatabaseFacts.of(SHOP), "app2.example.org"),
                                true)),
                        null));
        assertEquals(Verdict.ORPHAN, own.get(0).judgement().verdict());
        assertEquals(Verdict.IDLE, own.get(1).judgement().verdict());
    }

    @Test
    @DisplayName("of this machine that works with the mark and without a connection here is somebody else's")
    void worksElsewhere() {
        Session orphan = Given.marked(ID, 90_000, MARK);
        Session stranger = Given.marked(id(SHOP, 99), 3, MARK);
        List<ClassifiedSession> judged = JUDGE.judge(
                view(SHOP, orphan, stranger),
                List.of(),
                NONE,
                Set.of(stranger.id()),
                Neighbours.NONE,
                Set.of(SHOP),
                Duration.ZERO);
        assertForeign(Code.SAME_MARK, judged.get(0));
        assertForeign(Code.MARK_ELSEWHERE, judged.get(1));
    }

    @Test
    @DisplayName("of this server's process and of no pool is the server's, and no orphan")
    void otherSource() {
        SessionJudge judge = new SessionJudge(MARK, Duration.ofMinutes(5), "4242");
        Session session = Given.client(ID, 90_000, MARK, MACHINE, "4242");
        assertForeign(
                Code.OTHER_SOURCE,
                judge.judge(view(SHOP, session), List.of(), NONE).get(0));
        assertEquals(
                Verdict.IDLE,
                judge.judge(view(SHOP, session), List.of(), own(ID, "SHOP", true))
                        .get(0)
                        .judgement()
                        .verdict());
        for (Session other : List.of(
                Given.client(ID, 90_000, MARK, MACHINE, "4243"), Given.client(ID, 90_000, MARK, MACHINE, null))) {
            assertEquals(
                    Verdict.ORPHAN,
                    judge.judge(view(SHOP, other), List.of(), NONE)
                            .get(0)
                            .judgement()
                            .verdict());
        }
        ClassifiedSession half = judge.judge(view(SHOP, session), List.of(), new OwnConnections(List.of(), "OFF"))
                .get(0);
        assertEquals(Verdict.FOREIGN, half.judgement().verdict());
        assertEquals(
                List.of(Code.OTHER_SOURCE, Code.NOT_ALL_KNOWN),
                half.judgement().codes(),
                "counted among those of no watched pool, and not certain to be one");
        assertFalse(SessionChoice.isForeign(half), "so it may not be ended by who says that it is foreign");
        Session elsewhere = Given.client(ID, 90_000, "JDBC Thin Client", "app2.example.org", "4242");
        assertForeign(
                Code.NOT_OURS,
                judge.judge(view(SHOP, elsewhere), List.of(), NONE).get(0));
    }

    @Test
    @DisplayName("is no orphan on a server that has no mark")
    void noMark() {
        SessionJudge unmarked = new SessionJudge(null, Duration.ofMinutes(5));
        for (String program : new String[] {MARK, null}) {
            Map<DatabaseId, DatabaseView> view = view(SHOP, Given.marked(ID, 90_000, program));
            assertForeign(Code.NOT_OURS, unmarked.judge(view, List.of(), NONE).get(0));
        }
    }

    @Test
    @DisplayName("that the guard hides is FOREIGN, or IDLE if it is ours")
    void masked() {
        assertForeign(Code.MASKED, only(Given.masked(ID, Access.PROTECTED), NONE));
        assertForeign(Code.MASKED, only(Given.masked(ID, Access.OUT_OF_SCOPE), NONE));
        assertEquals(
                Verdict.IDLE,
                only(Given.masked(ID, Access.PROTECTED), own(ID, "SHOP", true))
                        .judgement()
                        .verdict());
    }

    @Test
    @DisplayName("with the numbers of a connection of ours and another user is FOREIGN")
    void disagree() {
        assertForeign(Code.DISAGREE, only(Given.marked(ID, 90_000, MARK), own(ID, "BANK", true)));
    }

    @Test
    @DisplayName("with the same numbers in another database is another session")
    void otherDatabase() {
        ClassifiedSession sighting = only(Given.marked(ID, 90_000, MARK), own(id(BANK, 46), "SHOP", true));
        assertEquals(Verdict.ORPHAN, sighting.judgement().verdict());
        ClassifiedSession sameNumbersReused =
                only(Given.marked(ID, 90_000, MARK), own(new SessionId(SHOP, 1, 46, 1), "SHOP", true));
        assertEquals(Verdict.ORPHAN, sameNumbersReused.judgement().verdict());
    }

    @Test
    @DisplayName("is no ORPHAN by what another node has read: its connection may have been closed since")
    void borrowedView() {
        DatabaseView view = new DatabaseView(
                DatabaseFacts.of(SHOP),
                MACHINE,
                List.of(Given.marked(ID, 90_000, MARK)),
                Set.of(),
                Set.of(),
                Duration.ofSeconds(1));

        assertForeign(
                Code.NOT_READ, JUDGE.judge(Map.of(SHOP, view), List.of(), NONE).get(0));
    }

    private static void assertForeign(Code code, ClassifiedSession sighting) {
        assertEquals(Verdict.FOREIGN, sighting.judgement().verdict());
        assertEquals(Proof.NONE, sighting.judgement().proof());
        assertEquals(List.of(code), sighting.judgement().codes());
    }

    private static ClassifiedSession seenBy(String machine, Session session) {
        DatabaseView view = new DatabaseView(DatabaseFacts.of(SHOP), machine, List.of(session));
        return JUDGE.judge(Map.of(SHOP, view), List.of(), NONE).get(0);
    }

    private static ClassifiedSession only(Session session, OwnConnections own) {
        List<ClassifiedSession> sightings = JUDGE.judge(view(SHOP, session), List.of(), own);
        assertEquals(1, sightings.size());
        return sightings.get(0);
    }

    private static OwnConnections own(SessionId session, String username, boolean pooled) {
        return new OwnConnections(List.of(new OwnConnection(POOL, new ClientSession(session, username), pooled)), null);
    }

    private static Map<DatabaseId, DatabaseView> view(DatabaseId database, Session... sessions) {
        return Map.of(database, new DatabaseView(DatabaseFacts.of(database), MACHINE, List.of(sessions)));
    }
}
