package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;
import static org.poolwarden.scan.ScanScene.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.threads.OwnThreads;

@Timeout(60)
@DisplayName("While one question to a database is not answered")
class GuardLanesTest {

    private final CountDownLatch silence = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final FakeGuard guard = new FakeGuard(FIRST, new ArrayList<>());
    private final GuardEntry entry = new GuardEntry(FIRST, name -> guard);

    @AfterEach
    void answer() {
        silence.countDown();
    }

    @Test
    @DisplayName("kills and scans get their answers: each kind has its turn for itself")
    @Tag("fault")
    void eachKindForItself() throws Exception {
        List<Problem> problems = new ArrayList<>();
        DatabaseId database = entry.identify(Lane.SCANS, problems).orElseThrow().id();
        Thread asking = new Thread(this::askInVain);
        asking.start();
        assertTrue(entered.await(30, TimeUnit.SECONDS));

        assertNotNull(entry.view(Lane.SCANS, problems).value());
        assertNull(entry.snapshot(database, new DatabaseSnapshot.Wanted(false, false, Set.of(), Set.of(), List.of()))
                .silence());
        assertEquals("noted", entry.ask(Lane.KILLS, asked -> "noted"));
        assertEquals(List.of(), problems);
        silence.countDown();
        asking.join();
    }

    @Test
    @DisplayName("the other databases are read, and the next scans ask that one not once more and say so")
    void otherDatabases() throws Exception {
        FakeGuard other = new FakeGuard(SECOND, new ArrayList<>());
        other.database = new DatabaseId("OTHER", "OTHERPDB");
        Map<String, FakeGuard> bound = Map.of(FIRST, guard, SECOND, other);
        List<Thread> made = new CopyOnWriteArrayList<>();
        OwnThreads threads = new OwnThreads(work -> {
            Thread thread = new Thread(work);
            made.add(thread);
            return thread;
        });
        Guards guards = new Guards(
                List.of(FIRST, SECOND),
                name -> {
                    if (name.equals(FIRST)) {
                        stayInVain();
                    }
                    return bound.get(name);
                },
                threads);
        Thread first = new Thread(() -> guards.views(view -> false, new ArrayList<>()));
        first.start();
        assertTrue(entered.await(30, TimeUnit.SECONDS));
        while (made.size() < 2) {
            Thread.onSpinWait();
        }
        made.get(1).join();

        List<Problem> problems = new ArrayList<>();
        Map<DatabaseId, DatabaseView> views = guards.views(view -> false, problems);

        assertEquals(Set.of(other.database), views.keySet());
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("PWARDEN0203", problems.get(0).code());
        assertEquals(FIRST, problems.get(0).subject());
        assertEquals(3, made.size(), "one for each database, and for the second scan one");
        silence.countDown();
        first.join();
        made.get(0).join();
        problems.clear();
        assertEquals(2, guards.views(view -> false, problems).size(), problems::toString);
        assertEquals(List.of(), problems);
    }

    @Test
    @DisplayName("the status says so until the next answer, and not for ever")
    void untilTheNextAnswer() {
        List<Problem> problems = new ArrayList<>();
        entry.view(Lane.SCANS, problems);
        Thread.currentThread().interrupt(); // whoever waits for his turn gives up
        assertTrue(entry.view(Lane.SCANS, problems).isSilent());
        assertTrue(Thread.interrupted());
        assertTrue(entry.toString().startsWith("PWARDEN0203"), entry::toString);

        assertFalse(entry.view(Lane.SCANS, problems).isSilent());

        assertEquals(FIRST + " serves FREE/FREEPDB1", entry.toString());
    }

    private void askInVain() {
        try {
            entry.ask(Lane.QUESTIONS, asked -> {
                stayInVain();
                return null;
            });
        } catch (GuardException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stayInVain() {
        entered.countDown();
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
