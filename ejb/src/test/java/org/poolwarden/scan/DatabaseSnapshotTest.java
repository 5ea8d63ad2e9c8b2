package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.Attempt;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.DatabaseSnapshot.Wanted;

@DisplayName("What the kills of a database want to know of sessionless transactions")
class DatabaseSnapshotTest {

    private static final Session FIRST = Samples.session(new SessionId(Samples.FREE, 1, 11, 1), "INACTIVE", 0, false);
    private static final Session SECOND = Samples.session(new SessionId(Samples.FREE, 1, 12, 1), "INACTIVE", 0, false);
    private static final Session OTHER = Samples.session(new SessionId(Samples.FREE, 1, 13, 1), "INACTIVE", 0, false);

    private final List<String> calls = new ArrayList<>();
    private final FakeGuard guard = new FakeGuard("java:/guard", calls);

    @Test
    @DisplayName("is asked once for all of them, and after the sessions")
    void once() {
        guard.listed.add(OTHER);
        guard.sessionless.add("A1B2");

        DatabaseSnapshot snapshot = ask(FIRST, SECOND);

        assertEquals(Set.of("A1B2"), snapshot.sessionless().value());
        assertEquals(List.of("find", "sessionless"), calls);
    }

    @Test
    @DisplayName("is not asked while their sessions live, nor of an instance that does not answer")
    void notYet() {
        guard.listed.addAll(List.of(FIRST, SECOND));
        assertEquals(Attempt.none(), ask(FIRST, SECOND).sessionless());
        guard.listed.clear();
        assertEquals(Attempt.none(), ask(FIRST).sessionless());
        assertEquals(List.of("find", "find"), calls);
    }

    @Test
    @DisplayName("is asked once one of them is killed, and after a restart that has given its numbers to another")
    void ended() {
        guard.listed.addAll(List.of(FIRST, Samples.session(SECOND.id(), "KILLED", 0, false)));
        assertEquals(Set.of(), ask(FIRST, SECOND).sessionless().value());
        guard.listed.clear();
        guard.listed.add(FIRST);
        assertEquals(
                Set.of(),
                ask(Samples.session(FIRST.id(), "INACTIVE", 0, false, Instant.parse("2026-11-20T08:00:00Z")))
                        .sessionless()
                        .value());
    }

    @Test
    @DisplayName("is asked if a kill knows already that its session is gone, whatever is listed")
    void known() {
        assertEquals(Set.of(), ask(true, FIRST).sessionless().value());
    }

    @Test
    @DisplayName("is not known where it cannot be read, and why is said; the sessions are known all the same")
    void unread() {
        guard.listed.add(OTHER);
        guard.sessionlessly = FakeGuard.Raise.DOWN;

        DatabaseSnapshot snapshot = ask(FIRST);

        assertNull(snapshot.sessionless().value());
        assertNotNull(snapshot.sessionless().silence());
        assertTrue(snapshot.isGone(FIRST.id()));
    }

    @Test
    @DisplayName("and of what is rolled back may fail as nobody expects: the sessions are known all the same, and why")
    void brokenDriver() {
        guard.listed.add(OTHER);
        guard.onRecovery = () -> {
            throw new IllegalStateException("planned by this test");
        };

        DatabaseSnapshot snapshot = DatabaseSnapshot.of(
                guard, new Wanted(true, true, Set.of(FIRST.id()), Set.of(FIRST.id()), List.of(FIRST)));

        assertNull(snapshot.silence());
        assertTrue(snapshot.isGone(FIRST.id()));
        assertTrue(snapshot.recovery().silence().getMessage().contains("planned by this test"));
        assertEquals(Set.of(), snapshot.sessionless().value());
    }

    private DatabaseSnapshot ask(Session... ending) {
        return ask(false, ending);
    }

    private DatabaseSnapshot ask(boolean known, Session... ending) {
        List<Session> all = List.of(ending);
        Set<SessionId> keys = all.stream().map(Session::id).collect(Collectors.toSet());
        return DatabaseSnapshot.of(guard, new Wanted(false, known, keys, Set.of(), all));
    }
}
