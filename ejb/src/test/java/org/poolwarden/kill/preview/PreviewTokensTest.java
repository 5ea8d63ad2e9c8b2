package org.poolwarden.kill.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.FakeTicker;
import org.poolwarden.scan.Samples;

@DisplayName("The token of a preview")
class PreviewTokensTest {

    private static final String SUBJECT = "lease 1";

    private final FakeTicker ticker = new FakeTicker();
    private final PreviewTokens tokens = new PreviewTokens(ticker);
    private final Row row = row(1, Samples.ID, 0, Verdict.LEAKED);
    private final String token = tokens.issue(SUBJECT, List.of(row)).text();

    @Test
    @DisplayName("is taken for a minute, and for what has been previewed")
    void taken() throws Exception {
        assertEquals(64, token.length());
        ticker.pause(Duration.ofSeconds(60));
        tokens.premise(SUBJECT, token).require(List.of(row));
        ticker.pause(Duration.ofMillis(1));
        refused("PWARDEN0491", WardenException.Fault.TOO_LATE, () -> tokens.premise(SUBJECT, token));
    }

    @Test
    @DisplayName("is refused for another lease, and by another deployment")
    void others() {
        refused("PWARDEN0490", WardenException.Fault.BAD_REQUEST, () -> tokens.premise("lease 2", token));
        refused("PWARDEN0490", WardenException.Fault.BAD_REQUEST, () -> new PreviewTokens(ticker)
                .premise(SUBJECT, token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "guessed", "\u0000", "-"})
    @DisplayName("is refused if it was made up")
    void madeUp(String text) {
        refused("PWARDEN0490", WardenException.Fault.BAD_REQUEST, () -> tokens.premise(SUBJECT, text));
    }

    @Test
    @DisplayName("is refused if one character of it is another")
    void forged() {
        for (int i = 0; i < token.length(); i++) {
            String other = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            refused("PWARDEN0490", WardenException.Fault.BAD_REQUEST, () -> tokens.premise(SUBJECT, other));
        }
    }

    @Test
    @DisplayName("is refused if the session, the checkout or the verdict has changed, or a lease came or went")
    void changed() throws Exception {
        SessionId session = new SessionId(Samples.ID.database(), 1, 104, 18);
        for (List<Row> rows : List.of(
                List.of(row(1, session, 0, Verdict.LEAKED)),
                List.of(row(1, Samples.ID, 1, Verdict.LEAKED)),
                List.of(row(1, Samples.ID, 0, Verdict.BUSY)),
                List.of(row(2, Samples.ID, 0, Verdict.LEAKED)),
                List.of(row, row(2, session, 0, Verdict.LEAKED)),
                List.<Row>of())) {
            refused("PWARDEN0492", WardenException.Fault.TOO_LATE, () -> tokens.premise(SUBJECT, token)
                    .require(rows));
        }
        assertTrue(tokens.premise(SUBJECT, token).holdsFor(row));
        assertNull(new Preview(row, false, Preview.GuardSays.DENIES, null, null, List.of()).token());
    }

    private static void refused(String code, WardenException.Fault fault, Check check) {
        WardenException refusal = assertThrows(WardenException.class, check::run);
        assertEquals(code, refusal.problems().get(0).code());
        assertEquals(fault, refusal.fault());
        assertTrue(refusal.getMessage().contains("Nothing was done."), refusal::getMessage);
    }

    private static Row row(long lease, SessionId session, int later, Verdict verdict) {
        return new Row(
                new Lease(
                        lease,
                        Samples.POOL,
                        Samples.lease(1).since().plusSeconds(later),
                        Duration.ofHours(1),
                        Borrower.UNKNOWN,
                        new ClientSession(session, "SHOP"),
                        1,
                        Lease.Transaction.NONE),
                null,
                new Judgement(verdict, Judgement.Proof.STRONG, List.of("planned")));
    }

    private interface Check {
        void run() throws WardenException;
    }
}
