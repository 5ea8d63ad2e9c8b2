package org.poolwarden.transition.log;

import org.poolwarden.logging.Categories;
import org.poolwarden.logging.LogFields;
import org.poolwarden.logging.OneLine;
import org.poolwarden.text.Counts;
import org.poolwarden.text.Durations;
import org.poolwarden.transition.GuardTransition;
import org.poolwarden.transition.log.StateLines.Kind;

/** The lines about guards that do not answer. */
final class GuardWords implements StateLines.Words<GuardTransition> {

    @Override
    public String subject(GuardTransition transition) {
        return transition.datasource();
    }

    @Override
    public String cause(GuardTransition transition) {
        return transition.problem().code();
    }

    @Override
    public boolean isWell(GuardTransition transition) {
        return transition.answers();
    }

    @Override
    public void write(GuardTransition transition) {
        String guard = transition.datasource();
        try (LogFields fields = new LogFields(transition.answers() ? "guard.answers" : "guard.silent")
                .with("guard", guard)
                .with("problem", transition.problem().code())) {
            if (transition.answers()) {
                Categories.GUARD.guardBack(guard, Durations.of(transition.silence()));
            } else {
                Categories.GUARD.guardSilent(guard, OneLine.of(transition.problem()));
            }
        }
    }

    @Override
    public void write(Kind kind, long count, String time, GuardTransition now) {
        try (LogFields fields = new LogFields("guard.silent")
                .with("guard", kind == null ? null : kind.subject())
                .with("problem", kind == null ? null : kind.cause())
                .with("more", count)) {
            if (kind == null) {
                Categories.GUARD.otherGuardsSilent(Counts.of(count, "more time"), time);
            } else {
                String cause = kind.cause() == null ? "" : " (" + kind.cause() + ")";
                Categories.GUARD.guardSilentAgain(
                        kind.subject() + cause, Counts.of(count, "more time"), time, now(now));
            }
        }
    }

    private static String now(GuardTransition now) {
        return now.answers() ? "it now answers" : "it is now silent";
    }
}
