package org.poolwarden.console.view;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session.Access;

/**
 * One rule of a kill with its answer.
 *
 * @param rule the key of the rule's text
 * @param answer YES, NO, or UNKNOWN if the rule was not checked or has no answer
 */
public record KillRule(String rule, Answer answer) {

    /** The rules in the order in which they are shown. */
    public static final List<String> RULES =
            List.of("HELD", "MATCHED", "UNPROTECTED", "IN_SCOPE", "GUARD", "JTA", "ALONE");

    /** The answer of a rule. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /**
     * The rules in the order of {@link #RULES}.
     *
     * @param kills the kills that are remembered
     */
    public static List<KillRule> of(Preview preview, List<Kill> kills) {
        LeaseView lease = new LeaseView(preview.row());
        boolean matched = preview.row().judgement().verdict() != Verdict.UNMATCHED;
        boolean doubt = lease.lease().transaction() == Transaction.IN_DOUBT;
        boolean open = lease.open();
        boolean masked = lease.session() != null && !open;
        boolean running = kills.stream()
                .anyMatch(kill -> !kill.isOver()
                        && kill.row().lease().id() == lease.lease().id());
        List<KillRule> checks = new ArrayList<>();
        checks.add(new KillRule("HELD", Answer.YES));
        checks.add(new KillRule("MATCHED", matched ? Answer.YES : Answer.NO));
        checks.add(new KillRule(
                "UNPROTECTED",
                !masked ? known(open) : lease.session().access() == Access.PROTECTED ? Answer.NO : Answer.YES));
        checks.add(new KillRule(
                "IN_SCOPE",
                !masked ? known(open) : lease.session().access() == Access.OUT_OF_SCOPE ? Answer.NO : Answer.UNKNOWN));
        checks.add(new KillRule("GUARD", guard(preview.guard())));
        checks.add(new KillRule("JTA", doubt ? Answer.NO : Answer.YES));
        checks.add(new KillRule("ALONE", running ? Answer.NO : Answer.YES));
        return checks;
    }

    private static Answer guard(Preview.GuardSays says) {
        return switch (says) {
            case LETS_THROUGH -> Answer.YES;
            case DENIES -> Answer.NO;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    private static Answer known(boolean yes) {
        return yes ? Answer.YES : Answer.UNKNOWN;
    }
}
