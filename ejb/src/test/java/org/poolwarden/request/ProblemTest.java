package org.poolwarden.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException.Fault;

@DisplayName("A problem")
class ProblemTest {

    private static final Problem SILENT =
            new Problem("PWARDEN0203", "java:/guard", "It does not answer: ORA-12541.", "Test it.");
    private static final Problem LASTING = new Problem("PWARDEN0205", "this server", "Two lead there.", null);

    @Test
    @DisplayName("is its number, its text and the action in one line")
    void line() {
        assertEquals("PWARDEN0203: It does not answer: ORA-12541. Test it.", SILENT.toString());
    }

    @Test
    @DisplayName("without an action is its number and its text")
    void noAction() {
        assertEquals("PWARDEN0205: Two lead there.", LASTING.toString());
    }

    @Test
    @DisplayName("has a number, a subject and a text, always")
    void whole() {
        assertThrows(NullPointerException.class, () -> new Problem(null, "java:/guard", "Why.", null));
        assertThrows(NullPointerException.class, () -> new Problem("PWARDEN0203", null, "Why.", null));
        assertThrows(NullPointerException.class, () -> new Problem("PWARDEN0203", "java:/guard", null, "Test it."));
    }

    @Test
    @DisplayName("that refuses is in the refusal as it was made, with the others")
    void refusal() {
        WardenException refusal = new WardenException(Fault.UNAVAILABLE, List.of(SILENT, LASTING), null);
        assertEquals(List.of(SILENT, LASTING), refusal.problems());
        assertEquals(SILENT + " " + LASTING, refusal.getMessage());
    }

    @Test
    @DisplayName("passes by itself only where each reason does, so that waiting helps")
    void passes() {
        assertTrue(new WardenException(Fault.UNAVAILABLE, List.of(SILENT), null).passes());
        assertTrue(new WardenException(Fault.NOT_YET, List.of(SILENT), null).passes());
        assertFalse(new WardenException(Fault.UNAVAILABLE, List.of(SILENT, LASTING), null).passes());
        assertFalse(new WardenException(Fault.UNAVAILABLE, Messages.LOG.killsDisabled("IronJacamar 4"), null).passes());
        assertFalse(new WardenException(Fault.DENIED, List.of(SILENT), null).passes());
        for (Problem passing : List.of(
                Messages.LOG.noScanYet(),
                Messages.LOG.guardLost("FREE"),
                Messages.LOG.noThread(7),
                Messages.LOG.batchUnread(),
                Messages.LOG.notYet("10:00"),
                Messages.LOG.tooManyQuestions(4),
                Messages.LOG.tooManyOfOneUser(4),
                Messages.LOG.instanceDidNotAnswer(2, "FREE/FREEPDB1 2,104,17", "ORA-20905"),
                Messages.LOG.sessionNotListed("FREE/FREEPDB1 2,104,17", 2, "ORA-20901"),
                Messages.LOG.guardNotAsked("java:/guard", "an earlier question has not been answered"))) {
            assertTrue(passing.passes(), passing::toString);
        }
    }

    @Test
    @DisplayName("that says that something may have begun does not pass: who asks again does it twice")
    void mayHaveBegun() {
        Problem unsure = Messages.LOG.notAcknowledged("node2");
        assertFalse(new WardenException(Fault.NOT_YET, unsure, null).passes());
        assertTrue(new WardenException(Fault.NOT_YET, Messages.LOG.notYet("10:00"), null).passes());
    }
}
