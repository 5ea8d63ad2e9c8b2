package org.poolwarden.kill.record;

import java.time.Instant;

/**
 * Three milestones of a kill, which are reached at different times.
 *
 * @param slotFreed when slot and permit were first seen back in the pool; null if that was not seen yet
 * @param sessionGone when the guard first no longer listed the session; null if it is still listed
 * @param locksFree when nothing of its transaction was left to roll back, which frees its row locks; null if that was
 *     not seen yet
 */
public record Milestones(Instant slotFreed, Instant sessionGone, Instant locksFree) {

    static final Milestones NONE = new Milestones(null, null, null);

    /** Such as {@code slot free, session listed, locks held}. */
    @Override
    public String toString() {
        return (slotFreed == null ? "slot not back" : "slot free")
                + (sessionGone == null ? ", session not gone" : ", session gone")
                + (locksFree == null ? ", locks not known to be free" : ", locks free");
    }
}
