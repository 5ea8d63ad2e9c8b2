package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.scan.Samples;

@DisplayName("A transaction that the database rolls back by itself")
class AutomaticCourseTest {

    private static final Instant LOGON = Instant.parse("2026-11-21T08:00:00Z");

    private long nanos;
    private final AutomaticCourse course = new AutomaticCourse(() -> nanos);

    @Test
    @DisplayName("is one that is gone while its session has made no call")
    void rolledBack() {
        seen(60, 5, "LOW");
        pass(15);
        assertTrue(seen(75, 0, null));
        pass(15);
        assertTrue(seen(90, 0, null), "and it stays one");
        pass(15);
        assertTrue(seen(102, 0, null), "LAST_CALL_ET lags");
    }

    @Test
    @DisplayName("is none that the application has ended by a call")
    void ended() {
        seen(60, 5, "LOW");
        pass(15);
        assertFalse(seen(3, 0, null));
        pass(15);
        assertFalse(seen(18, 0, null));
    }

    @Test
    @DisplayName("is none if a call was made right after the scan before")
    void calledAtOnce() {
        seen(3, 5, "LOW");
        pass(15);
        assertFalse(seen(15, 0, null), "nothing can be told of it");
        seen(60, 5, "LOW");
        pass(100);
        assertFalse(seen(99, 0, null));
    }

    @Test
    @DisplayName("is known no more once the application has made a call")
    void heard() {
        seen(60, 5, "LOW");
        pass(15);
        assertTrue(seen(75, 0, null));
        pass(15);
        assertFalse(seen(4, 0, null));
        pass(15);
        assertFalse(seen(19, 0, null));
    }

    @Test
    @DisplayName("is none that cannot be rolled back for another one, and none that is still there")
    void others() {
        seen(60, 5, "HIGH");
        pass(15);
        assertFalse(seen(75, 0, null));
        seen(60, 5, "LOW");
        pass(15);
        assertFalse(seen(75, 5, "LOW"));
    }

    @Test
    @DisplayName("is none of another session with the same numbers, of one that works, and of one that was killed")
    void anotherSession() {
        for (Session now : List.of(
                session(75, 0, null, LOGON.plusSeconds(60), "INACTIVE"),
                session(75, 0, null, LOGON, "ACTIVE"),
                session(75, 0, null, LOGON, "KILLED"),
                session(75, 0, null, LOGON, "SNIPED"))) {
            seen(60, 5, "LOW");
            pass(15);
            assertFalse(
                    course.compare(course.now(), List.of(now))
                            .get(0)
                            .automatic()
                            .rolledBack(),
                    now::toString);
        }
    }

    @Test
    @DisplayName("is none that was read in an answer that took long, as a call may have been made meanwhile")
    void slowAnswer() {
        long sent = course.now();
        pass(6);
        course.compare(sent, List.of(session(7, 5, "LOW", LOGON, "INACTIVE")));
        pass(15);
        assertFalse(seen(15, 0, null), "a commit right after the first reading");
    }

    @Test
    @DisplayName("is not told by an older reading that is through later, nor does that count for the next one")
    void outOfOrder() {
        long early = course.now();
        pass(3);
        seen(60, 0, null);
        assertFalse(course.compare(early, List.of(session(57, 5, "LOW", LOGON, "INACTIVE")))
                .get(0)
                .automatic()
                .rolledBack());
        pass(15);
        assertFalse(seen(75, 0, null), "the older one was not kept");
    }

    @Test
    @DisplayName("is seen by whoever reads a few sessions by their keys, as a kill does, and not forgotten for it")
    void byKey() {
        seen(60, 5, "LOW");
        pass(5);
        assertTrue(seenByKey(65, 0, null), "since the last scan");
        pass(5);
        assertTrue(seen(70, 0, null), "and the next scan tells it too");
    }

    @Test
    @DisplayName("is seen if only those that read by key have seen the transaction")
    void byKeyAlone() {
        assertFalse(seenByKey(60, 5, "LOW"));
        pass(5);
        assertTrue(seenByKey(65, 0, null));
        pass(5);
        assertFalse(seenByKey(2, 0, null), "the application has heard of it");
    }

    @Test
    @DisplayName("is not told by a scan that began before what is known was read by key")
    void olderScan() {
        long early = course.now();
        pass(3);
        seenByKey(60, 5, "LOW");
        assertFalse(course.compare(early, List.of(session(57, 0, null, LOGON, "INACTIVE")))
                .get(0)
                .automatic()
                .rolledBack());
        early = course.now();
        pass(3);
        seenByKey(63, 5, "LOW");
        course.compare(early, List.of());
        pass(5);
        assertTrue(seenByKey(68, 0, null), "a scan that is older has not forgotten it");
        pass(5);
        course.compare(course.now(), List.of());
        assertFalse(seenByKey(73, 0, null), "one that is newer has: the session was gone");
    }

    private boolean seenByKey(long idle, long undo, String priority) {
        return course.compareSome(course.now(), List.of(session(idle, undo, priority, LOGON, "INACTIVE")))
                .get(0)
                .automatic()
                .rolledBack();
    }

    private void pass(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    private boolean seen(long idle, long undo, String priority) {
        return course.compare(course.now(), List.of(session(idle, undo, priority, LOGON, "INACTIVE")))
                .get(0)
                .automatic()
                .rolledBack();
    }

    private static Session session(long idle, long undo, String priority, Instant logon, String status) {
        Automatic automatic = new Automatic(null, null, priority, "LOW".equals(priority) ? (Long) 60L : null, false);
        assertEquals(priority, automatic.priority());
        return SessionSample.of(Samples.ID)
                .status(status, idle)
                .loggedOn(logon)
                .undo(undo, undo, false)
                .build()
                .with(automatic);
    }
}
