package org.poolwarden.transition.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.transition.KillTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.PoolTransition;
import org.poolwarden.transition.PoolTransition.Holders;
import org.poolwarden.transition.ScanTransition;
import org.poolwarden.transition.Told;
import org.poolwarden.transition.TransitionListener;

@DisplayName("In a flight recording")
class TransitionRecorderTest {

    private final TransitionListener recorder = FlightRecording.listener().orElseThrow();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("leaks, kills and exhausted pools are by default, with the stacks of the checkout")
    void byDefault() throws IOException {
        List<RecordedEvent> events = record(false, this::tell);

        assertEquals(
                List.of(
                        "org.poolwarden.Leak",
                        "org.poolwarden.PoolExhausted",
                        "org.poolwarden.PoolExhausted",
                        "org.poolwarden.Kill",
                        "org.poolwarden.Kill"),
                names(events));
        RecordedEvent leak = events.get(0);
        assertEquals(7, leak.getLong("leaseId"));
        assertEquals("LEAKED", leak.getString("verdict"));
        assertEquals("the thread has ended\nit is idle", leak.getString("reasons"));
        assertEquals(Duration.ofMinutes(9), leak.getDuration("age"));
        assertEquals(Instant.EPOCH, leak.getInstant("checkoutTime"));
        assertEquals("1,104,17", leak.getString("session"));
        assertEquals(Told.TRACE, leak.getString("traceId"));
        assertEquals("b7ad6b7169203331", leak.getString("spanId"));
        assertEquals(
                "org.server.Pool.get(Pool.java:1)\n" + Told.PLACE + "\ncom.shop.Main.run(Main.java:3)",
                leak.getString("checkoutStack"));
        assertNull(leak.getStackTrace(), "the thread that tells has a stack that says nothing");
        assertEquals("2 at " + Told.PLACE + " (shop.ear)", events.get(1).getString("holders"));
        assertEquals("4", events.get(1).getString("waitingThreads"));
        assertNull(events.get(2).getString("waitingThreads"), "it is unknown");
        assertEquals("REQUESTED", events.get(3).getString("sessionState"));
        assertEquals("KILLING", events.get(4).getString("sessionState"));
        assertEquals("FENCED", events.get(4).getString("slotState"));
        assertEquals("k-1", events.get(4).getString("killId"));
        assertFalse(events.toString().contains(Told.SECRET), "SQL text");
    }

    @Test
    @DisplayName("scans and returned leases are if they are asked for")
    void asked() throws IOException {
        List<RecordedEvent> events = record(true, this::tell);

        assertEquals(7, events.size(), () -> names(events).toString());
        assertTrue(
                names(events).containsAll(List.of("org.poolwarden.Scan", "org.poolwarden.LeaseReturned")),
                () -> names(events).toString());
        RecordedEvent scan = events.stream()
                .filter(event -> event.getEventType().getName().equals("org.poolwarden.Scan"))
                .findFirst()
                .orElseThrow();
        assertEquals(Duration.ofMillis(7), scan.getDuration("took"));
        assertEquals(1, scan.getInt("leakedCount"));
        RecordedEvent ended = events.stream()
                .filter(event -> event.getEventType().getName().equals("org.poolwarden.LeaseReturned"))
                .findFirst()
                .orElseThrow();
        assertEquals("KILLED", ended.getString("end"));
    }

    @Test
    @DisplayName("a lease whose connection was lost has the trace that its session carried")
    void lostTrace() throws IOException {
        Row lost = Told.lost(Told.traced(Told.row(7, Verdict.LEAKED)));

        RecordedEvent leak = record(false, () -> recorder.hear(new LeaseTransition(Kind.ACCUSED, lost, null, null)))
                .get(0);

        assertEquals("ZOMBIE", leak.getString("verdict"));
        assertEquals(Told.TRACE, leak.getString("traceId"));
    }

    private List<RecordedEvent> record(boolean everything, Runnable telling) throws IOException {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            if (everything) {
                recording.enable("org.poolwarden.Scan");
                recording.enable("org.poolwarden.LeaseReturned");
            }
            recording.start();
            telling.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("org.poolwarden."))
                .toList();
    }

    private void tell() {
        Row leaked = Told.traced(Told.row(7, Verdict.LEAKED));
        Kill.Step asked = Told.step(0, SessionState.REQUESTED, SlotState.HELD);
        Kill.Step killing = Told.step(1, SessionState.KILLING, SlotState.FENCED);
        Kill kill = Told.kill("k-1", asked, killing);
        recorder.hear(new LeaseTransition(Kind.ACCUSED, leaked, null, null));
        recorder.hear(new ScanTransition(Told.scan(leaked)));
        recorder.hear(new LeaseTransition(Kind.RETURNED, leaked, leaked, "k-1"));
        recorder.hear(new PoolTransition(Told.pool(0), true, List.of(new Holders(Told.PLACE, "shop.ear", 2))));
        recorder.hear(new PoolTransition(Told.pool(1), false, List.of()));
        PoolStatus uncounted = new PoolStatus("java:/Other", PoolStatus.Kind.LOCAL, 3, 3, 0);
        recorder.hear(new PoolTransition(uncounted, true, List.of()));
        recorder.hear(new KillTransition(kill, null, asked));
        recorder.hear(new KillTransition(kill, asked, killing));
    }

    private static List<String> names(List<RecordedEvent> events) {
        return events.stream().map(event -> event.getEventType().getName()).toList();
    }
}
