package org.poolwarden.kill;

import org.poolwarden.kill.monitor.KillAborted;

/** A condition that must hold right before a kill begins. */
public interface Gate {

    Gate OPEN = () -> {};

    /** Throws if the condition does not hold; then nothing is touched. */
    void pass() throws KillAborted;
}
