package org.poolwarden.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.scan.Samples;

@DisplayName("Of a session that the guard does not show, the numbers")
class MaskedSessionTest {

    private static final Judgement JUDGEMENT =
            new Judgement(Verdict.UNMATCHED, Judgement.Proof.NONE, List.of("so it is"));

    @ParameterizedTest(name = "{0}")
    @NullSource
    @EnumSource(names = "ALLOWED", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("are unknown and not 0, in every record")
    void unknown(Access access) {
        Session session = access == null ? null : Samples.masked(Samples.ID, "SHOP", access);
        Row row = row(session);

        assertEquals("null null", values(LeaseMapper.of(row), "blockedSessions", "undoRecords"));
        assertNull(ExplanationMapper.of(explanation(row)).get("undoBlocks"));
        if (session != null) {
            EntityRecord shown = SessionMapper.of(new ClassifiedSession(session, null, null, JUDGEMENT));
            assertEquals("null null", values(shown, "blockedSessions", "undoRecords"));
            assertEquals("SHOP", shown.get("username"));
        }
    }

    @Test
    @DisplayName("are there once it is shown, 0 for none")
    void known() {
        Session session = Samples.idle();
        Row row = row(session);

        assertEquals("0 0", values(LeaseMapper.of(row), "blockedSessions", "undoRecords"));
        assertEquals(0L, ExplanationMapper.of(explanation(row)).get("undoBlocks"));
        assertEquals(
                "0 0",
                values(
                        SessionMapper.of(new ClassifiedSession(session, null, null, JUDGEMENT)),
                        "blockedSessions",
                        "undoRecords"));
    }

    private static Explanation explanation(Row row) {
        return new Explanation(Instant.EPOCH, row, null, null, null, List.of());
    }

    private static Row row(Session session) {
        Lease lease = new Lease(
                7,
                "java:/ShopDS",
                Instant.EPOCH,
                Duration.ofHours(1),
                Borrower.UNKNOWN,
                null,
                1,
                Lease.Transaction.NONE);
        return new Row(lease, session, JUDGEMENT);
    }

    private static String values(EntityRecord data, String... keys) {
        return data.get(keys[0]) + " " + data.get(keys[1]);
    }
}
