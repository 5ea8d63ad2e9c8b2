package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.leak.Given.SHOP;
import static org.poolwarden.leak.Given.id;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.text.Durations;

/** The threshold is 300 s, the grace 30 s. */
class JudgeTest {

    private static final SessionId ID = id(SHOP, 46);
    private static final ClientSession CLIENT = new ClientSession(ID, "SHOP");
    private static final Judge JUDGE = new Judge(Duration.ofSeconds(300), Duration.ofSeconds(30), Pins.NONE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # age|status|idle|thread|deployed|verdict|proof|a reason
            0|INACTIVE|0|IN_BORROWING_FRAMES|true|IN_USE|NONE|checked out 0 s ago by thread worker-7
           20|ACTIVE|20|IN_BORROWING_FRAMES|true|IN_USE|NONE|is still in the code that borrowed it
          299|INACTIVE|299|GONE|true|IN_USE|NONE|it is not suspected before it is 5 min old
          299|INACTIVE|299|GONE|false|IN_USE|NONE|its deployment shop.war is gone
          299|INACTIVE|299|ELSEWHERE|true|IN_USE|NONE|has left the code that borrowed it
          299|INACTIVE|299|UNKNOWN|true|IN_USE|NONE|checked out 4 min 59 s ago
          299|PROTECTED|0|GONE|true|IN_USE|NONE|checked out 4 min 59 s ago
          299|SNIPED|299|GONE|true|IN_USE|NONE|which has ended
          300|ACTIVE|0|IN_BORROWING_FRAMES|true|BUSY|NONE|running a call for 0 s
          300|ACTIVE|300|IN_BORROWING_FRAMES|true|BUSY|NONE|running a call for 5 min, SQL 7h35uxf5uhmm1
         9000|ACTIVE|8000|GONE|true|BUSY|NONE|running a call for 2 h 13 min
         9000|ACTIVE|8000|GONE|false|BUSY|NONE|which has ended
         9000|ACTIVE|8000|ELSEWHERE|true|BUSY|NONE|has left the code
         9000|ACTIVE|8000|UNKNOWN|true|BUSY|NONE|running a call
          300|INACTIVE|0|IN_BORROWING_FRAMES|true|BUSY|NONE|idle for 0 s
          300|INACTIVE|29|IN_BORROWING_FRAMES|true|BUSY|NONE|idle for 29 s
          300|INACTIVE|29|GONE|true|BUSY|NONE|made a call in the last 30 s counts as working
          300|INACTIVE|29|GONE|false|BUSY|NONE|counts as working
          300|INACTIVE|29|ELSEWHERE|true|BUSY|NONE|counts as working
          300|CACHED|29|UNKNOWN|true|BUSY|NONE|counts as working
          300|INACTIVE|30|IN_BORROWING_FRAMES|true|SUSPECT|WEAK|its session has been idle for 30 s
          840|INACTIVE|780|IN_BORROWING_FRAMES|true|SUSPECT|WEAK|its session has been idle for 13 min
          840|INACTIVE|780|UNKNOWN|true|SUSPECT|WEAK|unknown borrower: it was checked out before Poolwarden knew
          840|SNIPED|780|UNKNOWN|true|SUSPECT|WEAK|its session exceeded the idle limit of its profile
          840|CACHED|780|IN_BORROWING_FRAMES|true|SUSPECT|WEAK|idle for 13 min
          840|INACTIVE|780|GONE|true|LEAKED|WEAK|checked out 14 min ago by thread worker-7, which has ended
          840|INACTIVE|780|GONE|false|LEAKED|STRONG|its session has been idle for 13 min
          840|INACTIVE|780|GONE|true|LEAKED|WEAK|borrowed at com.shop.Cart.pay(Cart.java:42)
          300|INACTIVE|30|GONE|true|LEAKED|WEAK|idle for 30 s
          840|SNIPED|780|GONE|true|LEAKED|WEAK|its session exceeded the idle limit
          840|INACTIVE|780|ELSEWHERE|false|LEAKED|STRONG|its deployment shop.war is gone
          840|INACTIVE|780|IN_BORROWING_FRAMES|false|SUSPECT|WEAK|its deployment shop.war is gone
          840|INACTIVE|780|UNKNOWN|false|LEAKED|STRONG|its deployment is gone
          840|INACTIVE|780|ELSEWHERE|true|LEAKED|WEAK|a hand-over to another thread or a stateful bean would look the
          300|INACTIVE|30|ELSEWHERE|true|LEAKED|WEAK|by thread worker-7, which has left the code that borrowed it
          840|PROTECTED|0|IN_BORROWING_FRAMES|true|SUSPECT|WEAK|user SHOP is protected; it is not proven to be idle
          840|PROTECTED|0|GONE|true|SUSPECT|WEAK|the guard hides what its session does
          840|PROTECTED|0|GONE|false|SUSPECT|WEAK|not proven to be idle
          840|OUT_OF_SCOPE|0|GONE|true|SUSPECT|WEAK|because user SHOP is out of scope
          840|OUT_OF_SCOPE|0|ELSEWHERE|true|SUSPECT|WEAK|not proven to be idle
          840|OUT_OF_SCOPE|0|UNKNOWN|true|SUSPECT|WEAK|unknown borrower
            0|KILLED|0|IN_BORROWING_FRAMES|true|ZOMBIE|STRONG|its session is KILLED, but the pool's slot is still held
          840|KILLED|5|GONE|true|ZOMBIE|STRONG|which has ended
          840|KILLED|780|UNKNOWN|true|ZOMBIE|STRONG|its session is KILLED
        """)
    void everySituationHasItsVerdict(
            long age,
            String status,
            long idle,
            Whereabouts thread,
            boolean deployed,
            Verdict verdict,
            Proof proof,
            String reason) {
        Judgement judgement = judge(age, status, idle, thread, deployed, Transaction.NONE);
        assertEquals(verdict, judgement.verdict(), judgement::toString);
        assertEquals(proof, judgement.proof(), judgement::toString);
        assertReason(reason, judgement);
    }

    @ParameterizedTest
    @CsvSource({"0, GONE", "299, IN_BORROWING_FRAMES", "300, GONE", "90000, GONE", "90000, UNKNOWN"})
    void aLeaseThatNobodyCanAnswerForIsUnmatchedWhateverItsAge(long age, Whereabouts thread) {
        Judgement noGuard = JUDGE.judge(lease(age, thread, CLIENT), null, Match.NO_GUARD);
        assertEquals(Verdict.UNMATCHED, noGuard.verdict());
        assertEquals(Proof.NONE, noGuard.proof());
        assertReason("no guard answers for database FREE/SHOPPDB", noGuard);

        Judgement notOracle = JUDGE.judge(lease(age, thread, null), null, Match.NO_GUARD);
        assertEquals(Verdict.UNMATCHED, notOracle.verdict());
        assertReason("its session could not be identified", notOracle);
        assertReason("Poolwarden never acts on it", notOracle);
    }

    @ParameterizedTest
    @CsvSource({"0", "299", "300", "90000"})
    void twoSidesThatDisagreeAreUnmatchedWhateverTheAge(long age) {
        Lease lease = lease(age, Whereabouts.GONE, CLIENT);
        Judgement user = JUDGE.judge(lease, Given.session(ID, "BANK", Given.MACHINE), Match.DISAGREE);
        assertEquals(Verdict.UNMATCHED, user.verdict());
        assertEquals(Proof.NONE, user.proof());
        assertReason("the pool logged in as SHOP, but the database lists it for BANK", user);

        Judgement machine = JUDGE.judge(lease, Given.session(ID, "SHOP", "app2"), Match.DISAGREE);
        assertEquals(Verdict.UNMATCHED, machine.verdict());
        assertReason("for machine app2, and the connection said this host's name at its login", machine);
    }

    @ParameterizedTest
    @CsvSource({"0", "299", "300", "90000"})
    void aSessionThatHasGoneMakesTheLeaseAZombie(long age) {
        Judgement judgement =
                JUDGE.judge(lease(age, Whereabouts.IN_BORROWING_FRAMES, CLIENT), null, Match.SESSION_GONE);
        assertEquals(Verdict.ZOMBIE, judgement.verdict());
        assertEquals(Proof.STRONG, judgement.proof());
        assertReason("the database no longer lists its session FREE/SHOPPDB 1,46,1046", judgement);
    }

    @Test
    void aLeakTellsItsWholeStoryTheWeightiestFirst() {
        Borrower borrower = Given.borrower(Whereabouts.GONE, false);
        Lease lease = Given.lease(1, Duration.ofMinutes(14), borrower, CLIENT, Transaction.NONE);
        assertEquals(
                List.of(
                        "checked out 14 min ago by thread worker-7, which has ended",
                        "its deployment shop.war is gone",
                        "borrowed at com.shop.Cart.pay(Cart.java:42)",
                        "its session has been idle for 13 min",
                        "it holds an open transaction with 212 undo records and it blocks 2 sessions"),
                JUDGE.judge(lease, Given.holding(ID, 212, 2, false), Match.MATCHED)
                        .reasons());
    }

    @Test
    void aWeakProofSaysWhatElseWouldLookTheSame() {
        assertReason(
                "weak proof: a hand-over to another thread or a stateful bean would look the same",
                judge(840, "INACTIVE", 780, Whereabouts.ELSEWHERE, true, Transaction.NONE));
        assertReason(
                "unknown borrower: it was checked out before Poolwarden knew its pool",
                judge(840, "INACTIVE", 780, Whereabouts.UNKNOWN, true, Transaction.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min 59 s",
        "3600, 1 h",
        "11100, 3 h 5 min",
        "172799, 1 d 23 h",
        "172800, 2 d",
        "180000, 2 d 2 h"
    })
    void timesAreTwoUnitsAtMost(long seconds, String words) {
        assertEquals(words, Durations.of(Duration.ofSeconds(seconds)));
    }

    @Test
    void whatALeakHoldsUpIsAmongItsReasons() {
        Lease lease = lease(840, Whereabouts.GONE, CLIENT);
        assertReason(
                "it holds an open transaction with 212 undo records and it blocks 2 sessions",
                JUDGE.judge(lease, Given.holding(ID, 212, 2, false), Match.MATCHED));
        assertReason(
                "it holds an open transaction with 1 undo record",
                JUDGE.judge(lease, Given.holding(ID, 1, 0, false), Match.MATCHED));
        assertReason("it blocks 1 session", JUDGE.judge(lease, Given.holding(ID, 0, 1, false), Match.MATCHED));
        assertReason(
                "its transaction is being rolled back, with 12,000 undo records to go",
                JUDGE.judge(lease, Given.holding(ID, 12_000, 0, true), Match.MATCHED));
    }

    @Test
    void aTransactionInDoubtIsTheFirstReasonAndChangesNoVerdict() {
        for (String status : List.of("ACTIVE", "INACTIVE", "KILLED", "PROTECTED")) {
            for (long age : new long[] {0, 840}) {
                Judgement plain = judge(age, status, 780, Whereabouts.GONE, true, Transaction.ACTIVE);
                Judgement inDoubt = judge(age, status, 780, Whereabouts.GONE, true, Transaction.IN_DOUBT);
                assertEquals(plain.verdict(), inDoubt.verdict());
                assertTrue(inDoubt.reasons().get(0).endsWith("must not be touched"), inDoubt::toString);
            }
        }
    }

    @Test
    void leaseThatWedgesTheReaperSaysSoFirstAndIsJudgedAsEver() {
        Lease plain = lease(840, Whereabouts.IN_BORROWING_FRAMES, CLIENT);
        Lease wedging = new Lease(
                plain.id(),
                plain.pool(),
                plain.since(),
                plain.age(),
                plain.borrower(),
                plain.client(),
                plain.handles(),
                Transaction.ACTIVE,
                true,
                null);

        Judgement judgement = JUDGE.judge(wedging, Given.session(ID, "ACTIVE", 840), Match.MATCHED);

        assertEquals(Verdict.BUSY, judgement.verdict());
        assertEquals(Code.WEDGES_REAPER, judgement.codes().get(0));
        assertTrue(judgement.reasons().get(0).contains("Transaction Reaper"), judgement::toString);
    }

    @Test
    void leaseOfWhichItIsKnownWhyItsSessionIsNotSaysThatAndNotThatItsDatabaseMayBeAnother() {
        Lease plain = lease(840, Whereabouts.IN_BORROWING_FRAMES, null);
        Lease calling = new Lease(
                plain.id(),
                plain.pool(),
                plain.since(),
                plain.age(),
                plain.borrower(),
                null,
                plain.handles(),
                plain.transaction(),
                false,
                "a thread is inside a call on it");

        Judgement judgement = JUDGE.judge(calling, null, Match.NO_GUARD);

        assertEquals(Verdict.UNMATCHED, judgement.verdict());
        assertEquals(
                "its session is not known, and Poolwarden does not act on it: a thread is inside a call on it",
                judgement.reason(Code.NOT_IDENTIFIED));
    }

    @Test
    void evidenceForTheInnocentNeverMakesAVerdictWorse() {
        int compared = 0;
        for (long age : new long[] {0, 299, 300, 840}) {
            for (String status : List.of("ACTIVE", "INACTIVE", "SNIPED", "CACHED", "KILLED", "PROTECTED")) {
                for (long idle : new long[] {0, 29, 30, 780}) {
                    for (Whereabouts thread : Whereabouts.values()) {
                        for (boolean deployed : new boolean[] {true, false}) {
                            Judgement before = judge(age, status, idle, thread, deployed, Transaction.NONE);
                            for (Judgement after : withMoreInnocence(age, status, idle, thread, deployed)) {
                                assertTrue(weight(after) <= weight(before), before + " became " + after);
                                compared++;
                            }
                        }
                    }
                }
            }
        }
        assertTrue(compared > 3000, "compared only " + compared);
    }

    @Test
    void negativeDurationsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Judge(Duration.ofSeconds(-1), Duration.ZERO, Pins.NONE));
        assertThrows(IllegalArgumentException.class, () -> new Judge(Duration.ZERO, Duration.ofSeconds(-1), Pins.NONE));
    }

    private static List<Judgement> withMoreInnocence(
            long age, String status, long idle, Whereabouts thread, boolean deployed) {
        List<Judgement> after = new ArrayList<>();
        after.add(judge(0, status, 0, thread, deployed, Transaction.NONE));
        after.add(judge(age / 2, status, idle, thread, deployed, Transaction.NONE));
        after.add(judge(age, status, 0, thread, deployed, Transaction.NONE));
        after.add(judge(age, "ACTIVE", idle, thread, deployed, Transaction.NONE));
        after.add(judge(age, status, idle, Whereabouts.IN_BORROWING_FRAMES, deployed, Transaction.NONE));
        after.add(judge(age, status, idle, thread, true, Transaction.NONE));
        return after;
    }

    /** How bad a verdict is for the lease it is on. */
    private static int weight(Judgement judgement) {
        return judgement.verdict().ordinal() * 10 + (judgement.proof() == Proof.STRONG ? 1 : 0);
    }

    private static Judgement judge(
            long age, String status, long idle, Whereabouts thread, boolean deployed, Transaction transaction) {
        boolean hidden = status.equals("PROTECTED") || status.equals("OUT_OF_SCOPE");
        Session session = hidden ? Given.masked(ID, Access.valueOf(status)) : Given.session(ID, status, idle);
        Borrower borrower = Given.borrower(thread, deployed);
        Lease lease = Given.lease(1, Duration.ofSeconds(age), borrower, CLIENT, transaction);
        return JUDGE.judge(lease, session, Match.MATCHED);
    }

    private static Lease lease(long age, Whereabouts thread, ClientSession client) {
        Borrower borrower = Given.borrower(thread, true);
        return Given.lease(1, Duration.ofSeconds(age), borrower, client, Transaction.NONE);
    }

    private static void assertReason(String expected, Judgement judgement) {
        assertTrue(judgement.reasons().stream().anyMatch(reason -> reason.contains(expected)), judgement::toString);
    }
}
