package org.poolwarden.transition.log;

import org.poolwarden.scan.Ticker;
import org.poolwarden.transition.GuardTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.OrphanTransition;
import org.poolwarden.transition.PoolTransition;
import org.poolwarden.transition.Transition;
import org.poolwarden.transition.TransitionListener;

/** Writes transitions into server.log. Scans are no news there, and kills write their own lines, in order. */
public final class TransitionLog implements TransitionListener {

    private final LeakLines leaks;
    private final OrphanLines orphans;
    private final StateLines<PoolTransition> pools;
    private final StateLines<GuardTransition> guards;

    /** A ticker for how long what repeats itself is counted. */
    public TransitionLog(Ticker ticker) {
        leaks = new LeakLines(ticker);
        orphans = new OrphanLines(ticker);
        pools = new StateLines<>(ticker, new PoolWords());
        guards = new StateLines<>(ticker, new GuardWords());
    }

    @Override
    public void hear(Transition transition) {
        if (transition instanceof LeaseTransition lease) {
            leaks.write(lease);
        } else if (transition instanceof OrphanTransition orphan) {
            orphans.write(orphan.orphan());
        } else if (transition instanceof PoolTransition pool) {
            pools.write(pool);
        } else if (transition instanceof GuardTransition guard) {
            guards.write(guard);
        }
    }

    @Override
    public void passed() {
        leaks.writeDue();
        orphans.writeDue();
        pools.writeDue();
        guards.writeDue();
    }

    /** What was counted is not lost. */
    @Override
    public void close() {
        leaks.writeRest();
        orphans.writeRest();
        pools.writeRest();
        guards.writeRest();
    }
}
