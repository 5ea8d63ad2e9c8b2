package org.poolwarden.transition;

import org.poolwarden.kill.record.Kill;

/**
 * A step of a kill that changed the state of its session or of its slot.
 *
 * @param kill as it stands now, which may be further
 * @param before the step before; null if this is the first
 */
public record KillTransition(Kill kill, Kill.Step before, Kill.Step step) implements Transition {

    /** Whether the session's state is another one than before. */
    public boolean isOfSession() {
        return before == null || before.session() != step.session();
    }

    /** Whether the slot's state is another one than before. Where it begins is no change. */
    public boolean isOfSlot() {
        return before != null && before.slot() != step.slot();
    }
}
