package org.poolwarden.kill;

import org.poolwarden.guard.Claim;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.GuardException.Fate;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.EndResult;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.record.AuditReason;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.scan.DatabaseSnapshot;

/** Asks the guard to end a session or its statement, and interprets the answer. */
final class SessionTerminator {

    private final KillRecord record;
    private final Guard guard;
    private final KillTarget target;
    private final SessionId session;
    private GuardException unanswered;

    SessionTerminator(KillRecord record, Guard guard, KillTarget target) {
        this.record = record;
        this.guard = guard;
        this.target = target;
        this.session = target.session();
    }

    /** Why the result of the last request is unknown. Null if it is known. */
    GuardException unanswered() {
        return unanswered;
    }

    /** @param by the request that named this mode; the audit gets its requester and reason */
    EndResult end(KillMode mode, KillRequest by) throws KillAborted {
        boolean askedBefore = target.isAsked();
        record.step(
                askedBefore ? record.kill().session() : SessionState.KILLING,
                record.kill().slot(),
                "Asking the guard to end session " + session + " (" + mode + ").");
        try {
            target.asked(true);
            record.asking();
            GuardAnswer answer = guard.end(session, mode, claim(by));
            record.audit(answer.auditId());
            return answered(mode, answer);
        } catch (GuardException e) {
            Messages.LOG.endNotConfirmed(e, record.kill().id(), session);
            target.asked(askedBefore || e.fate() != Fate.NOT_SENT);
            forgetRowOf(e);
            if (e.fate() == Fate.NOT_SENT) {
                throw new ModeRefused(Messages.LOG.notEnded(session, e.getMessage()), e);
            }
            return afterFailure(e, askedBefore);
        }
    }

    private void forgetRowOf(GuardException e) {
        if (e.fate() == Fate.NOT_SENT || e.kind() == GuardException.Kind.DENIED) {
            record.notAsked();
        }
    }

    private EndResult answered(KillMode mode, GuardAnswer answer) {
        if (mode == KillMode.POST_TRANSACTION) {
            record.step(
                    SessionState.MARKED,
                    record.kill().slot(),
                    "The database accepted the request. The session ends when its transaction ends (" + row(answer)
                            + ").");
            return EndResult.MARKED;
        }
        if (answer.outcome() == Outcome.MARKED) {
            record.step(
                    SessionState.MARKED,
                    record.kill().slot(),
                    "The session is marked for kill. It ends when it notices (ORA-00031, " + row(answer) + ").");
            return EndResult.MARKED;
        }
        record.step("The database has ended the session (" + row(answer) + ").");
        return EndResult.ENDED;
    }

    /**
     * Only the database knows what a failed request did. The fence stays as long as the request may still be at work,
     * because a connection that dies later must not go back to the pool.
     */
    private EndResult afterFailure(GuardException failure, boolean askedBefore) throws KillAborted {
        if (failure.kind() == GuardException.Kind.GONE) {
            return EndResult.GONE;
        }
        DatabaseSnapshot snapshot = DatabaseSnapshot.of(guard, DatabaseSnapshot.Wanted.only(session));
        GuardException blind = snapshot.blindFor(session);
        if (blind != null) {
            failure.addSuppressed(blind);
            unanswered = failure;
            return EndResult.UNKNOWN;
        }
        if (snapshot.isGone(session)) {
            return EndResult.GONE;
        }
        if (snapshot.sessions().get(session).isKilled()) {
            return EndResult.MARKED;
        }
        if (failure.fate() == Fate.UNKNOWN) {
            unanswered = failure;
            return EndResult.UNKNOWN;
        }
        target.asked(askedBefore);
        boolean denied = failure.kind() == GuardException.Kind.DENIED && !target.isDoomed();
        throw denied
                ? KillTarget.refusal(failure)
                : new ModeRefused(Messages.LOG.notEnded(session, failure.getMessage()), failure);
    }

    void cancelStatement(KillRequest by) throws KillAborted {
        Session before = target.before();
        record.step(
                SessionState.CANCELLING,
                SlotState.FENCED,
                "Asking the guard to end statement " + before.sqlId() + " of session " + session + ".");
        try {
            record.asking();
            GuardAnswer answer = guard.cancel(session, before.sqlId(), claim(by));
            record.audit(answer.auditId());
            record.step("The database accepted the request (" + row(answer) + ").");
        } catch (GuardException e) {
            Messages.LOG.endNotConfirmed(e, record.kill().id(), session);
            forgetRowOf(e);
            if (e.kind() == GuardException.Kind.DENIED) {
                throw KillTarget.refusal(e);
            }
            if (e.kind() == GuardException.Kind.GONE) {
                throw new KillAborted(SessionState.GONE, Messages.LOG.goneMeanwhile(session));
            }
            if (e.fate() != Fate.UNKNOWN) {
                throw new ModeRefused(Messages.LOG.cancelRefused(session, e.getMessage()), e);
            }
            record.step("It is not known whether the database accepted the request: " + e.getMessage() + ".");
        }
    }

    private Claim claim(KillRequest by) {
        String reason = AuditReason.of(by.reason(), record.kill().diagnosis().row());
        return new Claim(by.requester().toString(), reason, record.kill().id());
    }

    private static String row(GuardAnswer answer) {
        return "row " + answer.auditId() + " of the guard's audit";
    }
}
