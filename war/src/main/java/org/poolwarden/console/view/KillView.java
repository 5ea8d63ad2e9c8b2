package org.poolwarden.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.text.Durations;

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

    /** A session's state as a class of the style sheet. */
    public static String style(Kill.SessionState state) {
        return "state-" + state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Everything as text for a ticket. It contains SQL, so only operators may see it. */
    public String report() {
        return String.join("\n", kill.report());
    }

    /** How long it took, or has taken so far, in words. Null before the first step is recorded. */
    public String took() {
        Duration duration = duration();
        return duration == null ? null : Durations.of(duration);
    }

    /** How long it took, or has taken so far. Null before the first step is recorded. */
    public Duration duration() {
        if (kill.steps().isEmpty()) {
            return null;
        }
        Instant end = kill.isOver() ? kill.steps().get(kill.steps().size() - 1).at() : Instant.now();
        return Duration.between(kill.steps().get(0).at(), end);
    }

    /** Everything that a list shows of it, for the search. */
    public String text() {
        return Stream.of(
                        kill.id(),
                        kill.batchId(),
                        begun(),
                        lease().target(),
                        lease().username(),
                        lease().lease().pool(),
                        lease().borrower().callSite(),
                        kill.requester(),
                        kill.reason(),
                        kill.session(),
                        kill.slot(),
                        kill.mode(),
                        kill.message())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    /** The requested modes, as the form names them. */
    public String modes() {
        return kill.request().modes().stream().map(Enum::name).collect(Collectors.joining(","));
    }

    /** Whether something can still be withdrawn: the kill has not begun, or harsher modes follow. */
    public boolean withdrawable() {
        boolean more = kill.request().modes().indexOf(kill.mode())
                < kill.request().modes().size() - 1;
        return !kill.isOver() && (kill.session() == Kill.SessionState.REQUESTED || more);
    }

    /** When it was requested. Null before the first step is recorded. */
    public String begun() {
        return kill.steps().isEmpty() ? null : Times.day(kill.steps().get(0).at(), ZoneId.systemDefault());
    }

    /** When the slot was first seen back in the pool. Null if it has not been seen yet. */
    public String slotFreed() {
        return clock(kill.facts().slotFreed());
    }

    /** When the session was first seen to be gone. Null if it is still listed. */
    public String sessionGone() {
        return clock(kill.facts().sessionGone());
    }

    /** When its locks were first seen to be free. Null if they were not seen to be free yet. */
    public String locksFree() {
        return clock(kill.facts().locksFree());
    }

    private static String clock(Instant at) {
        return at == null ? null : Times.clock(at, ZoneId.systemDefault());
    }

    /** The steps, the oldest first. */
    public List<StepView> steps() {
        return kill.steps().stream().map(StepView::new).toList();
    }

    /** One step of a kill as the pages show it. */
    public record StepView(Kill.Step step) {

        /** The time of day of the step, with milliseconds. */
        public String clock() {
            return Times.clock(step.at(), ZoneId.systemDefault());
        }
    }

    /** Its id without the node, as a line has room for. */
    public String shortId() {
        return shortId(kill.id());
    }

    /** The id of a kill without the node. */
    public static String shortId(String id) {
        return id.substring(id.lastIndexOf(':') + 1);
    }
}
