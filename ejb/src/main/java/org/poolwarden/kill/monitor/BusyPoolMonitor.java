package org.poolwarden.kill.monitor;

import java.time.Duration;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.Slot;
import org.poolwarden.scan.Ticker;
import org.poolwarden.settings.Settings;
import org.poolwarden.text.Durations;

/**
 * Waits for a pool that was too busy to fence a slot. Nothing of the lease is touched meanwhile, and no place in the
 * queue of the database is taken. It never waits itself. One thread at a time may call it.
 */
public final class BusyPoolMonitor {

    private final KillRecord record;
    private final Settings settings;
    private final Ticker ticker;
    private final long since;
    private Slot slot;
    private String obstacle;

    /** Begins to wait. */
    public BusyPoolMonitor(KillRecord record, Settings settings, Ticker ticker) {
        this.record = record;
        this.settings = settings;
        this.ticker = ticker;
        this.since = ticker.nanos();
    }

    /** The slot could not be fenced, for the reason that the exception tells. */
    public void met(Slot newSlot, PoolBusyException busy) {
        boolean first = obstacle == null;
        slot = newSlot;
        obstacle = busy.getMessage();
        if (first) {
            record.step(text());
        }
    }

    /** Checks once. ACT means that the pool is free again. */
    public NextAction follow() {
        if (!slot.isBusy()) {
            return NextAction.ACT;
        }
        Duration waited = Duration.ofNanos(ticker.nanos() - since);
        if (waited.compareTo(settings.killTimeout()) >= 0) {
            String message = Messages.LOG.poolStayedBusy(pool(), Durations.of(waited), obstacle);
            record.end(SessionState.FAILED, record.kill().slot(), message, null);
            return NextAction.OVER;
        }
        record.say(text() + " It has waited for " + Durations.of(waited) + ".", null);
        return NextAction.FOLLOW;
    }

    private String text() {
        return "The pool " + pool() + " is busy (" + obstacle + "). The kill goes on as soon as it is not.";
    }

    private String pool() {
        return record.kill().row().lease().pool();
    }
}
