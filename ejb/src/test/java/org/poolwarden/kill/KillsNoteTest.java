package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.scan.Samples;

/** What of many kills is noted in the audit. */
@Timeout(60)
class KillsNoteTest extends KillsScene {

    @Test
    void endIsNotedOnceItIsKnown() throws Exception {
        alterSystem.release(100);
        String id = submit(1, Samples.FREE);

        awaitTrue(() -> notes.containsKey(id));

        assertTrue(notes.get(id).startsWith("GONE/FREED"), notes::toString);
    }

    @Test
    void whatCouldNotBeNotedIsTriedOnceMoreAtTheEnd() throws Exception {
        alterSystem.release(100);
        deaf = true;
        String id = submit(1, Samples.FREE);
        awaitTrue(() -> kills.find(id).orElseThrow().isOver());
        awaitTrue(() -> threads.stream().noneMatch(Thread::isAlive));
        assertFalse(notes.containsKey(id));

        deaf = false;
        kills.close();

        assertTrue(notes.get(id).startsWith("GONE/FREED"), notes::toString);
    }

    /** One hangs in ALTER SYSTEM, one is MARKED, one waits: of the first two the audit has a row. */
    @Test
    void whatIsNotFollowedAnyMoreIsNotedAsSuch() throws Exception {
        marked = true;
        alterSystem.release(1);
        String followed = submit(1, Samples.FREE);
        awaitTrue(() -> kills.find(followed).orElseThrow().session() == SessionState.MARKED);
        List<String> hanging = new ArrayList<>();
        for (long lease = 2; lease <= 4; lease++) {
            hanging.add(submit(lease, Samples.FREE));
        }
        awaitTrue(() -> ended.size() == 4);
        String waiting = submit(5, Samples.FREE);

        kills.close();

        assertTrue(notes.get(followed).startsWith("not monitored: Poolwarden stopped"), notes::toString);
        assertTrue(notes.get(followed).endsWith("the session was MARKED, its slot FENCED"), notes::toString);
        hanging.forEach(id -> assertTrue(notes.get(id).startsWith("not monitored"), notes::toString));
        assertFalse(notes.containsKey(waiting));
        assertFalse(inVain, "the log would say that it failed");
    }
}
