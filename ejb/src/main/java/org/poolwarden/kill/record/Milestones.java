package org.poolwarden.kill.record;

import java.time.Instant;

/**
 * Three milestones of a kill, which are reached at different times.
 *
 * @param slotFreed when slot and permit were seen back in the pool; null while they are not
 * @param sessionGone when the guard was seen not to list the session any more; null while it does
 * @param locksFree when nothing of its transaction was left to roll back, and so none of its row locks; null while that
 *     is not so, or cannot be seen
 */
public record Milestones(Instant slotFreed, Instant sessionGone, Instant locksFree) {

    static final Milestones NONE = new Milestones(null, null, null);

    /** {@code slot free, session listed, locks held}. */
    @Override
    public String toString() {
        return (slotFreed == null ? "slot not back" : "slot free")
                + (sessionGone == null ? ", session not gone" : ", session gone")
                + (locksFree == null ? ", locks not known to be free" : ", locks free");
    }
}
