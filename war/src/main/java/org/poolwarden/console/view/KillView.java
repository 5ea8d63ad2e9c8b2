package org.poolwarden.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Durations;

/** One kill as the pages show it. */
public record KillView(Kill kill) {

    /** The lease as it was before anything was touched. */
    public LeaseView lease() {
        return new LeaseView(kill.row());
    }

    /** The session's state as a class of the style sheet. */
    public String style() {
        return style(kill.session());
    }

    static String style(Kill.SessionState state) {
        return "state-" + state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Everything as text for a ticket. It has SQL in it: for operators. */
    public String report() {
        return String.join("\n", kill.report());
    }

    /** How long it took, or has been taking; null before the first step is written. */
    public String took() {
        if (kill.steps().isEmpty()) {
            return null;
        }
        Instant end = kill.isOver() ? kill.steps().get(kill.steps().size() - 1).at() : Instant.now();
        return Durations.of(Duration.between(kill.steps().get(0).at(), end));
    }

    /** The modes that it was asked for, as the form has them. */
    public String modes() {
        return kill.request().modes().stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** Whether there is something that can still be taken back: its turn, or a harsher mode to come. */
    public boolean withdrawable() {
        boolean more = kill.request().modes().indexOf(kill.mode())
                < kill.request().modes().size() - 1;
        return !kill.isOver() && (kill.session() == Kill.SessionState.REQUESTED || more);
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
