package org.poolwarden.kill.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.KillQueueDatabase;
import org.poolwarden.kill.KillRun;
import org.poolwarden.kill.KillScene;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.Samples;

@DisplayName("How a kill ended is noted in the guard's audit")
class EndNoteTest {

    private static final String KILL = KillScene.ID + " of " + Samples.ID.key();

    private final KillScene scene = new KillScene();

    @Test
    @DisplayName("with its states, how long it took, and what is so")
    void gone() throws Exception {
        scene.guard.end = session -> {
            scene.nowListed(Samples.killed(0));
            return new GuardAnswer(Outcome.DONE, 77);
        };
        scene.ticker.atPause(12, () -> scene.nowListed(null));

        note().orElseThrow().write(scene.guard);

        String note = scene.guard.notes.get(KILL);
        assertTrue(note.startsWith("GONE/FREED 12 s after the request. Session FREE/FREEPDB1 1,104,17 is gone"), note);
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"-PT1H", "PT1H"})
    @Tag("fault")
    @DisplayName("with how long it took, and its steps in order, though the clock is set meanwhile")
    void clockIsSet(Duration jump) throws Exception {
        scene.guard.end = session -> {
            scene.nowListed(Samples.killed(0));
            return new GuardAnswer(Outcome.DONE, 77);
        };
        scene.ticker.atPause(6, () -> scene.ticker.jump(jump));
        scene.ticker.atPause(12, () -> scene.nowListed(null));

        KillRun run = scene.prepare();
        scene.finish();
        run.record().takeNote().orElseThrow().write(scene.guard);

        String note = scene.guard.notes.get(KILL);
        assertTrue(note.startsWith("GONE/FREED 12 s after the request."), note);
        List<Instant> steps =
                run.record().kill().steps().stream().map(Kill.Step::at).toList();
        assertEquals(steps.stream().sorted().toList(), steps);
    }

    @Test
    @DisplayName("once for a kill that was escalated, by its id")
    void escalated() throws Exception {
        scene.request = new KillRequest(
                1,
                List.of(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE),
                Duration.ofSeconds(5),
                Samples.OPS,
                "it leaks");
        scene.guard.end = session -> {
            boolean first = scene.ticker.passed().isZero();
            scene.nowListed(first ? Samples.idle() : null);
            return new GuardAnswer(first ? Outcome.MARKED : Outcome.DONE, first ? 77 : 78);
        };

        note().orElseThrow().write(scene.guard);

        assertEquals(1, scene.guard.notes.size(), "the guard knows which rows are the kill's");
        assertTrue(scene.guard.notes.get(KILL).startsWith("GONE/FREED"), scene.guard.notes::toString);
    }

    @Test
    @DisplayName("as not followed, with where it was left, when Poolwarden stops")
    void notFollowed() throws Exception {
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 77);
        KillRun run = scene.prepare();
        scene.ticker.atPause(34, run::stop);
        scene.finish();

        run.record().takeNote().orElseThrow().write(scene.guard);

        assertEquals(
                Map.of(
                        KILL,
                        "not monitored: Poolwarden stopped 34 s after the request. At that time the session was MARKED,"
                                + " its slot FENCED"),
                scene.guard.notes);
    }

    /** The answer that had the row's number was lost: the guard finds the row by the kill's id. */
    @Test
    @DisplayName("also where the number of its row never came")
    void numberLost() throws Exception {
        scene.guard.end = session -> {
            scene.nowListed(null);
            throw new GuardException(GuardException.Kind.UNAVAILABLE, 3113, "lost", GuardException.Fate.UNKNOWN, null);
        };
        EndNote note = note().orElseThrow();
        scene.guard.audited.add(row(KillScene.ID));

        note.write(scene.guard);

        assertEquals(Set.of(KILL), scene.guard.notes.keySet());
    }

    /** The guard would write a row of its own about a note for nothing. */
    @Test
    @DisplayName("not where the request has left no row, as the connection was lost before it came there")
    void neverReached() throws Exception {
        scene.guard.end = session -> {
            scene.nowListed(null);
            throw new GuardException(GuardException.Kind.UNAVAILABLE, 3113, "lost", GuardException.Fate.UNKNOWN, null);
        };
        EndNote note = note().orElseThrow();
        scene.guard.audited.add(row("another kill"));

        note.write(scene.guard);

        assertEquals(Set.of(), scene.guard.notes.keySet());
    }

    private static AuditEntry row(String killId) {
        return new AuditEntry(
                Samples.FREE,
                77,
                LocalDateTime.of(2026, 11, 29, 12, 0),
                "POOLWARDEN",
                null,
                null,
                null,
                "DISCONNECT",
                null,
                null,
                killId,
                Samples.ID.key(),
                null,
                null,
                null,
                null,
                null,
                "STARTED",
                null,
                null,
                null,
                null);
    }

    @Test
    @DisplayName("once")
    void once() {
        KillRun run = scene.prepare();
        scene.finish();

        assertTrue(run.record().takeNote().isPresent());
        assertTrue(run.record().takeNote().isEmpty());
    }

    @Test
    @DisplayName("not before it is over, nor where the guard was never asked to act")
    void nothingToNote() {
        KillRun run = scene.prepare();
        assertTrue(run.record().takeNote().isEmpty());
        scene.guard.checks.add(Raise.DENIED);
        scene.finish();

        assertTrue(run.record().kill().isOver());
        assertTrue(run.record().takeNote().isEmpty());
    }

    @Test
    @DisplayName("not where the guard denied the act: that row says so itself")
    void denied() {
        scene.guard.end = session -> {
            throw new GuardException(GuardException.Kind.DENIED, 20901, "no", GuardException.Fate.ANSWERED, null);
        };

        assertTrue(note().isEmpty());
    }

    @Test
    @DisplayName("or not, and then the kill is what it is and the next one is not tried in vain")
    void auditUnreadable() {
        KillRun run = scene.prepare();
        scene.finish();
        scene.guard.noting = Raise.DOWN;
        EndNote note = run.record().takeNote().orElseThrow();
        GuardEntry entry = new GuardEntry("java:/First", name -> scene.guard);

        assertThrows(GuardException.class, () -> note.write(scene.guard));
        assertEquals(false, new KillQueueDatabase(() -> entry, Samples.FREE).note(note));
        scene.guard.noting = Raise.REFUSED;
        assertEquals(
                true, new KillQueueDatabase(() -> entry, Samples.FREE).note(note), "a row that refuses is no silence");
        scene.guard.noting = null;
        assertEquals(true, new KillQueueDatabase(() -> entry, Samples.FREE).note(note));
        assertEquals(Kill.SessionState.GONE, run.record().kill().session());
    }

    private Optional<EndNote> note() {
        KillRun run = scene.prepare();
        scene.finish();
        return run.record().takeNote();
    }
}
