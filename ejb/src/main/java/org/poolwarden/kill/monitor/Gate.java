package org.poolwarden.kill.monitor;

/** A condition that must hold right before a kill begins. */
public interface Gate {

    Gate OPEN = () -> {};

    /** Throws if the condition does not hold; then nothing is touched. */
    void pass() throws KillAborted;
}
