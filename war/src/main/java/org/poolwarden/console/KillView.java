package org.poolwarden.console;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.poolwarden.admin.Kill;

/** One kill as the pages show it. */
public record KillView(Kill kill) {

    /** The lease as it was before anything was touched. */
    public LeaseView lease() {
        return new LeaseView(kill.row());
    }

    /** The session's state as a class of the style sheet. */
    public String style() {
        return "state-" + kill.session().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** When it was asked for; null before the first step is written. */
    public String begun() {
        return kill.steps().isEmpty() ? null : Times.day(kill.steps().get(0).at(), ZoneId.systemDefault());
    }

    /** When the slot was seen back in the pool; null before. */
    public String slotFreed() {
        return clock(kill.facts().slotFreed());
    }

    /** When the session was seen to have gone; null before. */
    public String sessionGone() {
        return clock(kill.facts().sessionGone());
    }

    /** When its locks were seen to be free; null before. */
    public String locksFree() {
        return clock(kill.facts().locksFree());
    }

    private static String clock(Instant at) {
        return at == null ? null : Times.clock(at, ZoneId.systemDefault());
    }

    public List<StepView> steps() {
        return kill.steps().stream().map(StepView::new).toList();
    }

    /** One transition. */
    public record StepView(Kill.Step step) {

        public String clock() {
            return Times.clock(step.at(), ZoneId.systemDefault());
        }
    }
}
