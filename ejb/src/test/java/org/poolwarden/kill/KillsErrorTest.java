package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.scan.Samples;

@Timeout(60)
@DisplayName("Something breaks that should not, and the kills of that database go on:")
class KillsErrorTest extends KillsScene {

    static Stream<Throwable> breaks() {
        return Stream.of(
                new IllegalStateException("planned by this test"),
                new NoSuchMethodError("planned by this test: the server's internals do not fit"),
                new StackOverflowError("planned by this test"));
    }

    @ParameterizedTest(name = "a snapshot that throws {0} forgets nobody")
    @MethodSource("breaks")
    @Tag("fault")
    void brokenSnapshot(Throwable thrown) throws Exception {
        marked = true;
        alterSystem.release(100);
        broken = thrown;
        String id = submit(1, Samples.FREE);
        awaitTrue(() -> find(id).message().contains("does not answer"));

        broken = null;
        guards.values().forEach(guard -> guard.listed.clear());

        awaitTrue(() -> find(id).session() == SessionState.GONE);
    }

    @Test
    @DisplayName("kills that meet an Error end as FAILED and keep no thread from those that wait")
    @Tag("fault")
    void act() throws Exception {
        fatal = new StackOverflowError("planned by this test");
        List<String> failed = new ArrayList<>();
        for (long lease = 1; lease <= KillQueue.IN_FLIGHT; lease++) {
            failed.add(submit(lease, Samples.FREE));
        }
        for (String id : failed) {
            awaitTrue(() -> find(id).isOver());
            assertEquals(SessionState.FAILED, find(id).session());
        }

        fatal = null;
        alterSystem.release();
        String next = submit(4, Samples.FREE);

        awaitTrue(() -> find(next).session() == SessionState.GONE);
    }

    @Test
    @DisplayName("kills of which not even the failure can be told at once end as FAILED, with what their slots are")
    @Tag("fault")
    void noMemoryForTheFailure() throws Exception {
        fatal = new NoMemory();
        List<String> failed = new ArrayList<>();
        for (long lease = 1; lease <= KillQueue.IN_FLIGHT; lease++) {
            failed.add(submit(lease, Samples.FREE));
        }
        awaitTrue(
                () -> own.problems().stream().anyMatch(problem -> problem.code().equals("PWARDEN0018")));
        for (String id : failed) {
            awaitTrue(() -> find(id).isOver());
            assertEquals(SessionState.FAILED, find(id).session());
            assertEquals(SlotState.FENCED, find(id).slot(), "it is not known what the request did");
        }

        fatal = null;
        alterSystem.release();
        String next = submit(4, Samples.FREE);

        awaitTrue(() -> find(next).session() == SessionState.GONE);
        awaitTrue(() -> own.problems().isEmpty());
    }

    @Test
    @DisplayName("notes that end in an Error keep no thread, and are written when Poolwarden stops")
    @Tag("fault")
    void notes() throws Exception {
        alterSystem.release(100);
        unnotable = new OutOfMemoryError("planned by this test");
        List<String> ended = new ArrayList<>();
        for (long lease = 1; lease <= KillQueue.IN_FLIGHT; lease++) {
            ended.add(submit(lease, Samples.FREE));
        }
        for (String id : ended) {
            awaitTrue(() -> find(id).session() == SessionState.GONE);
        }
        awaitTrue(() -> !own.problems().isEmpty());
        unnotable = null;
        awaitTrue(() -> own.problems().isEmpty());
        kills.close();
        assertEquals(Set.copyOf(ended), notes.keySet());
    }

    /** An error that cannot be told. */
    private static final class NoMemory extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new OutOfMemoryError("planned by this test");
        }
    }

    private Kill find(String id) {
        return kills.find(id).orElseThrow();
    }
}
