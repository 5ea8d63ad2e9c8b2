package org.poolwarden.standin.database.kill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.poolwarden.standin.database.catalog.SessionId;

/**
 * The transactions of ended sessions while they are undone, each at its pace. H2 undoes in a moment: it is asked to
 * when the pace says that all is through, and until then everything that the transaction changed or locked stays so.
 */
public final class Rollbacks {

    /** A pace: no time at all. */
    static final long AT_ONCE = Long.MAX_VALUE;

    private static final System.Logger LOG = System.getLogger(Rollbacks.class.getName());
    private static final long TICK_MILLIS = 10;

    private final Map<SessionId, Long> paces = new HashMap<>();
    private final Set<UndoProgress> running = new LinkedHashSet<>();
    private long pace = AT_ONCE;
    private boolean ticking;

    /** Of all that have none of their own, from now on; 0 stops them. */
    public void pace(long recordsPerSecond) {
        synchronized (this) {
            goOn();
            pace = recordsPerSecond;
        }
        tick();
    }

    /** Of one session's transaction, from now on. */
    public void pace(SessionId session, long recordsPerSecond) {
        synchronized (this) {
            goOn();
            paces.put(session, recordsPerSecond);
        }
        tick();
    }

    /** All of them, whatever pace was set. */
    public void hurry() {
        synchronized (this) {
            paces.clear();
            pace = AT_ONCE;
        }
        tick();
    }

    synchronized boolean isSlow(SessionId session) {
        return paceOf(session) != AT_ONCE;
    }

    /** From now on it is undone. */
    void begin(UndoProgress undo) {
        synchronized (this) {
            running.add(undo);
            if (!ticking) {
                ticking = true;
                tickLater();
            }
        }
    }

    /** Outside of the monitor for what is through: it takes the locks of a session. */
    private void tick() {
        List<UndoProgress> through = new ArrayList<>();
        synchronized (this) {
            goOn();
            running.stream().filter(UndoProgress::isDone).forEach(through::add);
            through.forEach(running::remove);
        }
        through.forEach(undo -> undo.whenDone().run());
    }

    private void tickLater() {
        CompletableFuture.delayedExecutor(TICK_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            try {
                tick();
            } catch (RuntimeException e) {
                // one session's trouble; the others' rollbacks go on
                LOG.log(System.Logger.Level.ERROR, "a rollback failed", e);
            }
            synchronized (this) {
                ticking = !running.isEmpty();
                if (ticking) {
                    tickLater();
                }
            }
        });
    }

    private void goOn() {
        long now = System.nanoTime();
        running.forEach(undo -> undo.goOn(paceOf(undo.session()), now));
    }

    private long paceOf(SessionId session) {
        return paces.getOrDefault(session, pace);
    }
}
