package org.poolwarden.kill.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.kill.preview.Preview.GuardSays;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

class PreviewerTest {

    private final ScanScene scene = new ScanScene(FIRST);

    @AfterEach
    void nothingWasTouched() {
        assertEquals(
                List.of(),
                scene.calls.stream()
                        .filter(call -> !List.of(
                                        "open " + FIRST,
                                        "identify",
                                        "sessions",
                                        "find",
                                        "check",
                                        "detail",
                                        "holdings of 1",
                                        "text of 7h35uxf5uhmm1")
                                .contains(call))
                        .toList());
    }

    @Test
    void allowedSaysWhatItWouldCost() throws Exception {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.session(Samples.ID, "ACTIVE", 12, false));

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        assertTrue(preview.allowed());
        String answers = String.join("\n", preview.answers());
        assertTrue(answers.contains("The guard would end session FREE/FREEPDB1 1,104,17."), answers);
        assertTrue(answers.contains("12 undo records"), answers);
        assertTrue(answers.contains("It has been working for"), answers);
    }

    @Test
    void whatItHoldsIsSaidAndWhatTheDatabaseDoesByItself() throws Exception {
        scene.guard.held.put(
                Samples.ID, new Holdings(212L, List.of(new Holdings.Statement("abc", 200)), 8L, 0L, 1024L));
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.idle().with(new Automatic("MAX_IDLE_TIME", 240L, null, null, false)));

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        String answers = String.join("\n", preview.answers());
        assertTrue(answers.contains("Its session holds 212 open cursors, most of abc: 200; 8 blocks"), answers);
        assertTrue(answers.contains("The database ends this session by itself in 4 min"), answers);
        assertEquals(212L, preview.holdings().now().cursors());
    }

    @Test
    void whatItHoldsIsNoReasonToRefuseIfItCannotBeRead() throws Exception {
        scene.guard.holding = FakeGuard.Raise.BROKEN;

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        assertTrue(preview.allowed());
        assertNull(preview.holdings());
        assertTrue(String.join("\n", preview.answers()).contains("What its session holds could not be read: "), "said");
    }

    @Test
    void nobodyIsAskedWhatItHoldsIfThatIsSwitchedOff() throws Exception {
        Previewer off = new Previewer(scene.pools, scene.scanner, scene.guards, scene.kills, Samples.NO_HOLDINGS);

        assertNull(off.preview(1, Lane.PREVIEWS).holdings());
        assertFalse(scene.calls.contains("holdings of 1"), scene.calls::toString);
    }

    @Test
    void nothingIsSaidOfTheWorkOfASessionThatIsMasked() throws Exception {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.masked());

        String answers =
                String.join("\n", scene.previewer.preview(1, Lane.PREVIEWS).answers());

        assertFalse(answers.contains("uncommitted work"), answers);
    }

    @Test
    void textOfTheStatementIsAskedForNowAndNotAtTheScan() throws Exception {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.running("7h35uxf5uhmm1"));
        scene.guard.texts.put("7h35uxf5uhmm1", "UPDATE orders SET amount = 1");
        scene.scanner.scan();
        assertFalse(scene.calls.contains("text of 7h35uxf5uhmm1"));

        assertEquals(
                "UPDATE orders SET amount = 1",
                scene.previewer.preview(1, Lane.PREVIEWS).sqlText());
    }

    @Test
    void textThatCannotBeReadIsSaidAndNothingElseSuffers() throws Exception {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.running("7h35uxf5uhmm1"));
        scene.guard.texting = Raise.BROKEN;

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        assertTrue(preview.allowed());
        assertNull(preview.sqlText());
        assertTrue(preview.answers().stream().anyMatch(answer -> answer.contains("7h35uxf5uhmm1 could not be read")));
    }

    @Test
    void textIsNotAskedForWhereNothingRan() throws Exception {
        assertNull(scene.previewer.preview(1, Lane.PREVIEWS).sqlText());
        assertFalse(scene.calls.stream().anyMatch(call -> call.startsWith("text of")));
    }

    @Test
    void denialComesFirst() throws Exception {
        scene.guard.checks.add(Raise.DENIED);

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        assertFalse(preview.allowed());
        assertTrue(preview.answers().get(0).startsWith("PWARDEN0310"));
        assertEquals(GuardSays.DENIES, preview.guard());
    }

    @Test
    void guardThatIsDownIsARefusalWithItsProblem() throws Exception {
        scene.guard.reading = Raise.DOWN;

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        assertFalse(preview.allowed());
        assertTrue(preview.answers().get(0).startsWith("PWARDEN0403"));
        assertTrue(preview.answers().get(1).startsWith("PWARDEN0203"));
    }

    @Test
    void guardThatDoesNotAnswerTheDryRunDeniesNothing() throws Exception {
        scene.guard.checks.add(Raise.DOWN);

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        assertFalse(preview.allowed());
        assertEquals(GuardSays.UNKNOWN, preview.guard());
    }

    @Test
    void zombieIsAllowed() throws Exception {
        scene.guard.listed.clear();

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        assertTrue(preview.allowed());
        assertTrue(preview.answers().get(0).contains("would only take the slot back"));
    }

    @Test
    void failedSelfTestIsRefusedAsTheKillIs() {
        scene.pools.selfTest = new SelfTest(false, "IronJacamar 4");

        WardenException refused = assertThrows(WardenException.class, () -> scene.previewer.preview(1, Lane.PREVIEWS));
        WardenException killed = assertThrows(WardenException.class, () -> scene.killer.kill(Samples.request(1)));

        assertTrue(refused.getMessage().startsWith("PWARDEN0404"), refused.getMessage());
        assertEquals(killed.getMessage(), refused.getMessage());
        assertEquals(killed.fault(), refused.fault());
    }

    @Test
    void connectionThatCannotTellItsSessionIsRefusedAsTheKillIs() throws Exception {
        scene.guard.served("SHARED");
        assertTrue(scene.previewer.preview(1, Lane.PREVIEWS).allowed());
        scene.slot.silent = true;

        Preview shared = scene.previewer.preview(1, Lane.PREVIEWS);
        scene.guard.listed.clear();
        Preview gone = scene.previewer.preview(1, Lane.PREVIEWS);

        assertFalse(shared.allowed());
        assertTrue(shared.answers().get(0).startsWith("PWARDEN0336"), shared.answers()::toString);
        assertEquals(GuardSays.LETS_THROUGH, shared.guard());
        assertFalse(gone.allowed());
        assertTrue(gone.answers().get(0).startsWith("PWARDEN0339"), gone.answers()::toString);
    }

    @Test
    void connectionThatIsOnAnotherSessionNowIsRefusedAsTheKillIs() throws Exception {
        scene.slot.says = new ClientSession(new SessionId(Samples.FREE, 1, 105, 1), "SHOP");

        Preview preview = scene.previewer.preview(1, Lane.PREVIEWS);

        assertFalse(preview.allowed());
        assertTrue(preview.answers().get(0).startsWith("PWARDEN0313"), preview.answers()::toString);
    }

    @Test
    void killUnderWayIsMentioned() throws Exception {
        scene.scanner.scan();
        String id = scene.killer.kill(Samples.request(1));

        assertTrue(
                scene.previewer.preview(1, Lane.PREVIEWS).answers().stream().anyMatch(answer -> answer.contains(id)));
    }
}
