package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.leak.Given.BANK;
import static org.poolwarden.leak.Given.MACHINE;
import static org.poolwarden.leak.Given.SHOP;
import static org.poolwarden.leak.Given.id;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;

class JoinTest {

    private static final Judge JUDGE = new Judge(Duration.ofMinutes(5), Duration.ofSeconds(30), Pins.NONE);

    @Test
    void aLeaseMeetsItsSession() {
        Session session = Given.session(id(SHOP, 46), "INACTIVE", 780);
        Row row = only(Given.lease(1, id(SHOP, 46)), view(SHOP, session));
        assertSame(session, row.session());
        assertEquals(Verdict.LEAKED, row.judgement().verdict());
    }

    @Test
    void theSameSidAndSerialInTwoDatabasesNeverMeet() {
        Session ofBank = Given.session(id(BANK, 46), "INACTIVE", 780);
        Row onlyBankAnswers = only(Given.lease(1, id(SHOP, 46)), view(BANK, ofBank));
        assertNull(onlyBankAnswers.session());
        assertEquals(Verdict.UNMATCHED, onlyBankAnswers.judgement().verdict());

        Map<DatabaseId, DatabaseView> both = view(BANK, ofBank);
        both.putAll(view(SHOP, Given.session(id(SHOP, 47), "INACTIVE", 780)));
        Row bothAnswer = only(Given.lease(1, id(SHOP, 46)), both);
        assertNull(bothAnswer.session());
        assertEquals(Verdict.ZOMBIE, bothAnswer.judgement().verdict());
    }

    @Test
    void theSameSidWithAnotherSerialOrInstanceIsAnotherSession() {
        Session reused = Given.session(new SessionId(SHOP, 1, 46, 1), "ACTIVE", 0);
        Session otherInstance = Given.session(new SessionId(SHOP, 2, 46, 1046), "ACTIVE", 0);
        Row row = only(Given.lease(1, id(SHOP, 46)), view(SHOP, reused, otherInstance));
        assertNull(row.session());
        assertEquals(Verdict.ZOMBIE, row.judgement().verdict());
    }

    @Test
    void aGuardWithoutASessionIsNotAGuardThatDoesNotAnswer() {
        assertEquals(
                Verdict.ZOMBIE,
                only(Given.lease(1, id(SHOP, 46)), view(SHOP)).judgement().verdict());
        assertEquals(
                Verdict.UNMATCHED,
                only(Given.lease(1, id(SHOP, 46)), Map.of()).judgement().verdict());
    }

    @Test
    void aLeaseThatIsNotOfOracleIsUnmatched() {
        Lease lease = Given.lease(1, Duration.ofDays(3), Borrower.UNKNOWN, null, Lease.Transaction.NONE);
        assertEquals(Verdict.UNMATCHED, only(lease, view(SHOP)).judgement().verdict());
    }

    @Test
    void whatIsMissingInAnotherNodesReadingHasGoneOnlyByTheGuardsOwnWord() {
        SessionId session = id(SHOP, 46);
        Judgement missing = only(Given.lease(1, session), borrowed(Set.of())).judgement();
        assertEquals(Verdict.UNMATCHED, missing.verdict());
        assertTrue(missing.codes().contains(Code.NOT_READ), missing::toString);
        assertEquals(
                Verdict.ZOMBIE,
                only(Given.lease(1, session), borrowed(Set.of(session)))
                        .judgement()
                        .verdict());
    }

    private static Map<DatabaseId, DatabaseView> borrowed(Set<SessionId> gone) {
        return Map.of(
                SHOP,
                new DatabaseView(DatabaseFacts.of(SHOP), MACHINE, List.of(), Set.of(), gone, Duration.ofSeconds(1)));
    }

    @Test
    void anotherUsernameOrMachineIsADisagreement() {
        Lease lease = Given.lease(1, id(SHOP, 46));
        assertUnmatched(only(lease, view(SHOP, Given.session(id(SHOP, 46), "BANK", MACHINE))));
        assertUnmatched(only(lease, view(SHOP, Given.session(id(SHOP, 46), "SHOP", "app2"))));
        Session ours = Given.session(id(SHOP, 46), "SHOP", MACHINE);
        assertUnmatched(only(lease, Map.of(SHOP, new DatabaseView(DatabaseFacts.of(SHOP), null, List.of(ours)))));
    }

    @Test
    void aLeaseMeetsItsSessionThoughItsDriverNamesTheDatabaseOtherwise() {
        DatabaseFacts told = new DatabaseFacts(null, "ORCL", "SHOPPDB", null, null, null);
        Lease lease = leaseTold(told);
        Row row = only(lease, view(SHOP, Given.session(id(SHOP, 46), "INACTIVE", 780)));
        assertEquals(Verdict.LEAKED, row.judgement().verdict());
        assertEquals(id(SHOP, 46), row.lease().client().session(), "as the guard names it");
    }

    @Test
    void aLeaseOfAStandbyNeverMeetsThePrimarysSessionAndSaysWhatDiffers() {
        DatabaseFacts told = new DatabaseFacts("FREE_WEST", "ORCL", "SHOPPDB", null, null, null);
        Row row = only(leaseTold(told), view(SHOP, Given.session(id(SHOP, 46), "INACTIVE", 780)));
        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        assertNull(row.session());
        assertTrue(
                row.judgement()
                        .reasons()
                        .get(0)
                        .startsWith(
                                "no guard answers for database FREE_WEST/SHOPPDB (DB_UNIQUE_NAME is FREE_WEST to the"
                                        + " connection and FREE to the guard)"),
                row.judgement().reasons()::toString);
    }

    @Test
    void aConnectionThatWasToldAnotherMachineIsComparedWithThatOne() {
        Session session = Given.session(id(SHOP, 46), "SHOP", "web-99");
        assertUnmatched(only(Given.lease(1, id(SHOP, 46)), view(SHOP, session)));
        assertEquals(
                Verdict.LEAKED,
                only(leaseSaying("WEB-99"), view(SHOP, session)).judgement().verdict());
        assertUnmatched(only(leaseSaying("web-99"), view(SHOP, Given.session(id(SHOP, 46), "SHOP", MACHINE))));
    }

    @Test
    void aSessionThatItsDriverDoesNotTellProvesNothingStrongly() {
        Lease lease = Given.lease(1, id(SHOP, 46));
        ClientSession told = lease.client();
        Lease queried =
                lease.with(new ClientSession(told.session(), told.username(), told.database(), told.machine(), true));
        assertEquals(Proof.STRONG, only(lease, view(SHOP)).judgement().proof());

        Judgement gone = only(queried, view(SHOP)).judgement();

        assertEquals(Verdict.ZOMBIE, gone.verdict());
        assertEquals(Proof.WEAK, gone.proof(), "the connection may have a new one");
        assertEquals(Code.QUERIED, gone.codes().get(gone.codes().size() - 1));
        assertTrue(gone.reason(Code.QUERIED).startsWith("weak proof: its driver does not tell"));
        assertEquals(
                only(lease, view(SHOP, Given.session(id(SHOP, 46), "INACTIVE", 780)))
                        .judgement(),
                only(queried, view(SHOP, Given.session(id(SHOP, 46), "INACTIVE", 780)))
                        .judgement(),
                "what is weak anyway stays as it is");
    }

    private static Lease leaseSaying(String machine) {
        ClientSession client = new ClientSession(id(SHOP, 46), "SHOP", DatabaseFacts.of(SHOP), machine);
        return Given.lease(1, id(SHOP, 46)).with(client);
    }

    @Test
    void twoLeasesOfOneSessionAreBothUnmatched() {
        List<Lease> leases =
                List.of(Given.lease(1, id(SHOP, 46)), Given.lease(2, id(SHOP, 46)), Given.lease(3, id(SHOP, 47)));
        Map<DatabaseId, DatabaseView> views =
                view(SHOP, Given.session(id(SHOP, 46), "INACTIVE", 780), Given.session(id(SHOP, 47), "INACTIVE", 780));
        Set<SessionId> shared =
                SharedSessions.among(leases.stream().map(Lease::client).toList());
        assertEquals(Set.of(id(SHOP, 46)), shared);

        List<Row> rows = Join.join(leases, views, new Databases(List.of()), shared, JUDGE);

        assertEquals(
                List.of(Verdict.UNMATCHED, Verdict.UNMATCHED, Verdict.LEAKED),
                rows.stream().map(row -> row.judgement().verdict()).toList());
        assertTrue(rows.get(0).judgement().codes().contains(Code.CONTRADICTED));
        assertTrue(rows.get(0).isLeak(), "its borrower has left: a list of leaks has it");
    }

    @Test
    void anUnmatchedLeaseIsListedAsALeakOnlyOverTheThresholdAndWithoutItsBorrower() {
        for (Borrower.Whereabouts where : Borrower.Whereabouts.values()) {
            Borrower borrower = Given.borrower(where, true);
            boolean left = where != Borrower.Whereabouts.IN_BORROWING_FRAMES && where != Borrower.Whereabouts.UNKNOWN;
            Lease old = Given.lease(1, Duration.ofMinutes(5), borrower, null, Lease.Transaction.NONE);
            assertEquals(left, only(old, Map.of()).isLeak(), where::name);
            Lease young = Given.lease(1, Duration.ofSeconds(299), borrower, null, Lease.Transaction.NONE);
            assertEquals(false, only(young, Map.of()).isLeak(), where::name);
        }
    }

    private static Lease leaseTold(DatabaseFacts told) {
        SessionId session = new SessionId(told.id(), 1, 46, 1046);
        return Given.lease(1, session).with(new ClientSession(session, "SHOP", told, null));
    }

    @Test
    void upperAndLowerCaseAreNoDisagreement() {
        Session session = Given.session(id(SHOP, 46), "shop", MACHINE.toUpperCase(Locale.ROOT));
        assertEquals(
                Verdict.LEAKED,
                only(Given.lease(1, id(SHOP, 46)), view(SHOP, session))
                        .judgement()
                        .verdict());
    }

    @Test
    void aMaskedSessionShowsNoMachineAndStillMeetsItsLease() {
        Session masked = Given.masked(id(SHOP, 46), Access.PROTECTED);
        Row row = only(Given.lease(1, id(SHOP, 46)), view(SHOP, masked));
        assertSame(masked, row.session());
        assertEquals(Verdict.SUSPECT, row.judgement().verdict());
    }

    @Test
    void rowsComeOldestFirstWhateverTheOrderOfTheInput() {
        List<Lease> leases = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            SessionId session = id(SHOP, i);
            Duration age = Duration.ofMinutes(i / 2); // two leases of each age: the smaller id comes first
            ClientSession client = new ClientSession(session, "SHOP");
            leases.add(Given.lease(i, age, Borrower.UNKNOWN, client, Lease.Transaction.NONE));
            sessions.add(Given.session(session, "INACTIVE", i));
        }
        List<Row> expected = Join.join(leases, view(SHOP, sessions.toArray(Session[]::new)), JUDGE);
        assertEquals(50, expected.get(0).lease().id());
        assertEquals(48, expected.get(1).lease().id());
        assertEquals(49, expected.get(2).lease().id());
        assertEquals(1, expected.get(49).lease().id());

        Random random = new Random(4711);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(leases, random);
            Collections.shuffle(sessions, random);
            assertEquals(expected, Join.join(leases, view(SHOP, sessions.toArray(Session[]::new)), JUDGE));
        }
    }

    @Test
    void aThousandLeasesFindTheirsAmongTenThousandSessions() {
        Map<DatabaseId, DatabaseView> databases = new HashMap<>();
        for (DatabaseId database : List.of(SHOP, BANK)) {
            List<Session> sessions = new ArrayList<>();
            for (int sid = 1; sid <= 5_000; sid++) {
                sessions.add(Given.session(id(database, sid), "INACTIVE", 780));
            }
            databases.put(database, new DatabaseView(DatabaseFacts.of(database), MACHINE, sessions));
        }
        List<Lease> leases = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            leases.add(Given.lease(i, id(i % 2 == 0 ? SHOP : BANK, i * 5)));
        }
        List<Row> rows = Join.join(leases, databases, JUDGE);
        assertEquals(1_000, rows.size());
        for (Row row : rows) {
            assertEquals(row.lease().client().session(), row.session().id());
            assertEquals(Verdict.LEAKED, row.judgement().verdict());
        }
    }

    private static void assertUnmatched(Row row) {
        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        assertEquals(id(SHOP, 46), row.session().id(), "what the other side says is shown");
    }

    private static Row only(Lease lease, Map<DatabaseId, DatabaseView> databases) {
        List<Row> rows = Join.join(List.of(lease), databases, JUDGE);
        assertEquals(1, rows.size());
        return rows.get(0);
    }

    private static Map<DatabaseId, DatabaseView> view(DatabaseId database, Session... sessions) {
        return new HashMap<>(
                Map.of(database, new DatabaseView(DatabaseFacts.of(database), MACHINE, List.of(sessions))));
    }
}
