package org.poolwarden.kill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Scanner;

/** What is asked of a lease or session again, with its database, right before its kill begins. */
public final class Rechecks {

    private final Scanner scanner;

    public Rechecks(Scanner scanner) {
        this.scanner = scanner;
    }

    /** That the premise of its request still holds. */
    public Gate lease(long lease, Premise premise) {
        return premise.isNone() ? Gate.OPEN : () -> requireUnchanged(row(lease), premise);
    }

    /**
     * That it is still LEAKED, and that the premise of its request still holds.
     *
     * @param proof how strongly the leak must be proven; null for any
     */
    public Gate leak(long lease, Proof proof, Premise premise) {
        return () -> {
            Row row = row(lease);
            Verdict verdict = row.judgement().verdict();
            if (verdict != Verdict.LEAKED || (proof != null && row.judgement().proof() != proof)) {
                throw new KillAborted(SessionState.SKIPPED, Messages.LOG.noLongerLeaked(lease, verdict, reasons(row)));
            }
            requireUnchanged(row, premise);
        };
    }

    /** That it may still be ended without a lease, and that the premise of its request still holds. */
    Gate session(SessionChoice choice, SessionId session, Premise premise) {
        return () -> {
            List<Problem> problems = new ArrayList<>();
            Optional<ClassifiedSession> now = now(session, problems);
            if (!problems.isEmpty()) {
                throw new KillAborted(
                        SessionState.FAILED, Messages.LOG.sessionNotChecked(session, Problem.line(problems)));
            }
            if (now.isEmpty()) {
                return; // the kill itself finds out that it is gone
            }
            Problem refusal = choice.refusal(now.get());
            if (refusal != null) {
                throw new KillAborted(SessionState.SKIPPED, Messages.LOG.sessionRefused(session, refusal));
            }
            requireUnchanged(now.get().withoutLease(Instant.EPOCH), premise);
        };
    }

    private Optional<ClassifiedSession> now(SessionId session, List<Problem> problems) throws KillAborted {
        try {
            return scanner.recheck(session, Lane.KILLS, problems);
        } catch (WardenException e) { // its database was not asked
            throw new KillAborted(SessionState.FAILED, Messages.LOG.sessionNotChecked(session, e.getMessage()), e);
        }
    }

    private Row row(long lease) throws KillAborted {
        List<Problem> problems = new ArrayList<>();
        Row row;
        try {
            row = scanner.recheck(lease, problems);
        } catch (WardenException e) {
            throw e.fault() == Fault.NOT_FOUND
                    ? new KillAborted(SessionState.SKIPPED, Messages.LOG.returned(lease), e)
                    : new KillAborted(SessionState.FAILED, Messages.LOG.notCheckedAgain(lease, e.getMessage()), e);
        }
        if (!problems.isEmpty()) {
            throw new KillAborted(SessionState.FAILED, Messages.LOG.notCheckedAgain(lease, Problem.line(problems)));
        }
        return row;
    }

    private static void requireUnchanged(Row row, Premise premise) throws KillAborted {
        if (!premise.holdsFor(row)) {
            String what = row.lease().isNone()
                    ? "session " + row.lease().client().session()
                    : "lease " + row.lease().id();
            throw new KillAborted(
                    SessionState.SKIPPED,
                    Messages.LOG.changedBeforeKill(what, row.judgement().verdict(), reasons(row)));
        }
    }

    private static String reasons(Row row) {
        return String.join("; ", row.judgement().reasons());
    }
}
