package org.poolwarden.console.export;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.console.Sample;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.request.Problem;

@DisplayName("A lease as text for a ticket")
class TicketTest {

    private static final Instant AT = Instant.parse("2026-11-21T11:14:00Z");

    @Test
    @DisplayName("has the statement for an operator, and says to others that it is withheld")
    void statement() {
        Row row = Sample.row(Verdict.LEAKED, Access.ALLOWED);
        Explanation explanation = new Explanation(
                AT,
                row,
                null,
                "SELECT 'secret' FROM DUAL",
                null,
                List.of(new Problem("PWARDEN0203", "java:/guard", "It is silent.", "Wake it.")));
        String operators = Ticket.of(row, explanation, true);
        assertTrue(operators.contains("SELECT 'secret' FROM DUAL"), operators);
        assertTrue(operators.contains("com.shop.OrderDao.list(OrderDao.java:88)"), operators);
        assertTrue(operators.endsWith("PWARDEN0203: It is silent. Wake it."), operators);
        String viewers = Ticket.of(row, explanation, false);
        assertFalse(viewers.contains("secret"), viewers);
        assertTrue(viewers.contains("for operators only"), viewers);
    }

    @Test
    @DisplayName("says of everything that is unknown that it is, and never null")
    void unknown() {
        Lease nothing = new Lease(
                7,
                Sample.POOL,
                AT,
                Duration.ofMinutes(14),
                Borrower.unknown(Known.OFF),
                null,
                1,
                Lease.Transaction.NONE);
        Judgement judgement = new Judgement(Verdict.UNMATCHED, Proof.NONE, List.of("no guard answers"));
        Row alone = new Row(nothing, null, judgement);
        Row bare = new Row(nothing, Sample.row(Verdict.LEAKED, Access.ALLOWED).session(), judgement);
        SessionDetail detail = new SessionDetail(
                null, null, 0, null, List.of(new SessionDetail.Waiter("1,23,77", "SHOP", null, null, 40)));
        for (String ticket : List.of(
                Ticket.of(alone, null, true),
                Ticket.of(alone, null, false),
                Ticket.of(Sample.row(Verdict.SUSPECT, Access.PROTECTED), null, true),
                Ticket.of(bare, new Explanation(AT, bare, detail, null, null, List.of()), true))) {
            assertFalse(ticket.contains("null"), ticket);
            assertTrue(ticket.contains("unknown"), ticket);
        }
        assertTrue(Ticket.of(alone, null, true).contains("Session unknown is not listed by the guard"));
    }
}
