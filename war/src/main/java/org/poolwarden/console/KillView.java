package org.poolwarden.console;

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
