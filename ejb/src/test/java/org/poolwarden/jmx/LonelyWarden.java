package org.poolwarden.jmx;

import java.util.function.Supplier;
import org.poolwarden.admin.Warden;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.scan.sharing.SharedViews;

/** One that no test lets meet other nodes. */
interface LonelyWarden extends Warden {

    @Override
    default void meet(Supplier<Neighbours> neighbours) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void takeTurns(KillTurns turns) {
        throw new UnsupportedOperationException();
    }

    @Override
    default void share(SharedViews views) {
        throw new UnsupportedOperationException();
    }
}
