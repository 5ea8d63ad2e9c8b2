package org.poolwarden.transition.log;

import org.poolwarden.logging.Categories;
import org.poolwarden.logging.LogFields;
import org.poolwarden.logging.OneLine;
import org.poolwarden.text.Durations;
import org.poolwarden.transition.GuardTransition;

/** The lines about guards that do not answer. */
final class GuardWords implements StateLines.Words<GuardTransition> {

    /** Another cause is another thing to tell. */
    @Override
    public String subject(GuardTransition transition) {
        return transition.datasource() + " (" + transition.problem().code() + ")";
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
    public void write(String subject, long count, String time, GuardTransition now) {
        try (LogFields fields =
                new LogFields("guard.silent").with("guard", subject).with("more", count)) {
            Categories.GUARD.guardSilentAgain(subject, time, count, now(now));
        }
    }

    private static String now(GuardTransition now) {
        if (now == null) {
            return null;
        }
        return now.answers() ? "answers" : "is silent";
    }
}
