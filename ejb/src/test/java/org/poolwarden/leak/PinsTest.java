package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;

@DisplayName("A pin")
class PinsTest {

    @ParameterizedTest
    @CsvSource({
        "pool java:/shop by anna: elects the leader, true",
        "pool java:/shop2 by anna: elects the leader, false",
        "deployment shop.war by anna: why, true",
        "deployment shop.ear by anna: why, false",
        "call-site com.shop.Cart.pay(Cart.java:42) by anna: why, true",
        "call-site com.shop.Cart.pay by anna: why, true",
        "call-site com.shop.Cart by anna: why, true",
        "call-site com.shop.Ca by anna: why, false",
        "pool java:/other by ops: this; deployment shop.war by anna: that, true"
    })
    @DisplayName("holds a pool, a deployment or a call site, and nothing that only begins like it")
    void holds(String text, boolean expected) {
        Pins pins = Pins.parse(text).orElseThrow();
        assertEquals(expected, pins.of(lease(Whereabouts.GONE, true)).isPresent());
        assertEquals(text, pins.toString(), "as it was written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java:/shop", "pool java:/shop", "pool java:/shop by anna", "pond x by anna: why"})
    @DisplayName("is refused without a name, a person and a reason")
    void refused(String text) {
        assertTrue(Pins.parse(text).isEmpty());
    }

    @Test
    @DisplayName("that is not written is none")
    void none() {
        assertEquals(Pins.NONE, Pins.parse(" none ").orElseThrow());
        assertEquals("none", Pins.NONE.toString());
    }

    @Test
    @DisplayName("makes a leak a suspect at most and says who and why, until its deployment is gone")
    void judged() {
        Pins pins = Pins.parse("deployment shop.war by anna: elects the leader").orElseThrow();
        Judgement pinned = judge(pins, lease(Whereabouts.GONE, true));
        assertEquals(Verdict.SUSPECT, pinned.verdict());
        assertTrue(pinned.reason(Code.PINNED).contains("by anna: elects the leader"), pinned::toString);
        assertEquals(0, pinned.codes().indexOf(Code.PINNED), "before all else");

        Judgement free = judge(Pins.NONE, lease(Whereabouts.GONE, true));
        assertEquals(Verdict.LEAKED, free.verdict());
        assertNull(free.reason(Code.PINNED));

        Judgement gone = judge(pins, lease(Whereabouts.GONE, false));
        assertEquals(List.of(Verdict.LEAKED, Proof.STRONG), List.of(gone.verdict(), gone.proof()));
        assertFalse(gone.codes().contains(Code.PINNED));
    }

    @Test
    @DisplayName("holds on while its deployment is gone and its borrower still at work")
    void atWork() {
        Pins pins = Pins.parse("deployment shop.war by anna: elects the leader").orElseThrow();
        Judgement judgement = judge(pins, lease(Whereabouts.IN_BORROWING_FRAMES, false));
        assertEquals(List.of(Verdict.SUSPECT, Proof.WEAK), List.of(judgement.verdict(), judgement.proof()));
        assertTrue(judgement.codes().contains(Code.PINNED), judgement::toString);
    }

    @Test
    @DisplayName("is shown whatever its session is: not to be seen, another's, gone or killed")
    void shown() {
        Judge judge = new Judge(
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Pins.parse("pool java:/shop by anna: why").orElseThrow());
        Lease lease = lease(Whereabouts.GONE, true);
        Session killed = Given.session(CaseEvidence.ID, "KILLED", 780);
        for (Judgement judgement : List.of(
                judge.judge(lease, null, Match.NO_GUARD),
                judge.judge(lease, killed, Match.DISAGREE),
                judge.judge(lease, killed, Match.CONTRADICTED),
                judge.judge(lease, null, Match.SESSION_GONE),
                judge.judge(lease, killed, Match.MATCHED))) {
            assertEquals(0, judgement.codes().indexOf(Code.PINNED), judgement::toString);
            assertFalse(judgement.codes().contains(Code.LEFT), judgement::toString);
        }
    }

    private static Judgement judge(Pins pins, Lease lease) {
        return new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), pins)
                .judge(lease, Given.session(CaseEvidence.ID, "INACTIVE", 780), Match.MATCHED);
    }

    private static Lease lease(Whereabouts thread, boolean deployed) {
        return Given.lease(
                1,
                Duration.ofMinutes(14),
                Given.borrower(thread, deployed),
                new ClientSession(CaseEvidence.ID, "SHOP"),
                Transaction.NONE);
    }
}
