package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.INT;
import static org.poolwarden.jmx.open.Types.LINES;
import static org.poolwarden.jmx.open.Types.LONG;
import static org.poolwarden.jmx.open.Types.TEXT;
import static org.poolwarden.jmx.open.Types.TIME;

import java.util.function.Function;
import org.poolwarden.admin.Explanation;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.leak.evidence.Session;

/** All evidence of one lease. The SQL's id and not its text: who may only look may read it. */
final class ExplanationShape {

    static final OpenTypes<Explanation> SHAPE = OpenTypes.<Explanation>of(
                    "Explanation", "Everything that is known of one lease, from both sides.", "leaseId")
            .all(LeaseShape.SHAPE, Explanation::row)
            .column("at", TIME, "When it was looked at.", explanation -> Types.date(explanation.at()))
            .column(
                    "codes",
                    LINES,
                    "The reasons for a program, in their order.",
                    explanation -> Types.array(explanation.row().judgement().codes().stream()
                            .map(Enum::name)
                            .toList()))
            .column(
                    "checkedOut",
                    TIME,
                    "When it was checked out.",
                    explanation -> Types.date(explanation.row().lease().since()))
            .column("handles", INT, "How many handles of the application share it.", explanation -> explanation
                    .row()
                    .lease()
                    .handles())
            .column(
                    "transaction",
                    TEXT,
                    "Its JTA transaction: NONE, ACTIVE, ROLLBACK_ONLY or IN_DOUBT.",
                    explanation -> explanation.row().lease().transaction().name())
            .column(
                    "whereabouts",
                    TEXT,
                    "Where its thread is: GONE, IDLE, ELSEWHERE, IN_BORROWING_FRAMES or UNKNOWN.",
                    explanation ->
                            explanation.row().lease().borrower().whereabouts().name())
            .column(
                    "stackThen",
                    LINES,
                    "The stack at checkout; empty unless the pool was under suspicion.",
                    explanation ->
                            Types.array(explanation.row().lease().borrower().stackThen()))
            .column(
                    "stackNow",
                    LINES,
                    "The thread's present stack; empty if it has ended or is unknown.",
                    explanation -> Types.array(explanation.row().stackNow()))
            .column(
                    "sqlId",
                    TEXT,
                    "What its session runs, or ran last; null if none or hidden.",
                    session(Session::sqlId))
            .column("event", TEXT, "What its session waits for; null if hidden.", session(Session::event))
            .column("waitClass", TEXT, "The class of that wait; null if hidden.", detail(SessionDetail::waitClass))
            .column(
                    "waiters",
                    LINES,
                    "Who waits for its session; protected sessions are not among them.",
                    explanation -> explanation.detail() == null
                            ? new String[0]
                            : Types.array(explanation.detail().waiters().stream()
                                    .map(SessionDetail.Waiter::toString)
                                    .toList()))
            .column(
                    "blockedBy",
                    TEXT,
                    "inst,sid of who finally blocks it; null for none or if hidden.",
                    session(Session::blockedBy))
            .column(
                    "logonTime",
                    TIME,
                    "When its session logged on; null if hidden.",
                    explanation -> explanation.row().session() == null
                            ? null
                            : Types.date(explanation.row().session().logonTime()))
            .column("machine", TEXT, "v$session.machine; null if hidden.", session(Session::machine))
            .column("program", TEXT, "v$session.program; null if hidden.", session(Session::program))
            .column("module", TEXT, "v$session.module; null if none or hidden.", session(Session::module))
            .column(
                    "clientIdentifier",
                    TEXT,
                    "v$session.client_identifier; null if none or hidden.",
                    session(Session::clientIdentifier))
            .column("spid", TEXT, "Its server process on the database's host; null if hidden.", session(Session::spid))
            .column(
                    "undoBlocks",
                    LONG,
                    "Undo blocks of its open transaction, 0 without one; null if hidden.",
                    explanation -> explanation.row().shownSession() == null
                            ? null
                            : explanation.row().shownSession().undoBlocks())
            .column(
                    "kill",
                    TEXT,
                    "The kill of it that is under way; null for none.",
                    explanation -> explanation.kill() == null
                            ? null
                            : explanation.kill().id())
            .column(
                    "problems",
                    LINES,
                    "What could not be seen, and what to do about it.",
                    explanation -> Types.array(explanation.problems()))
            .build();

    private ExplanationShape() {}

    private static <V> Function<Explanation, V> session(Function<Session, V> value) {
        return explanation -> explanation.row().session() == null
                ? null
                : value.apply(explanation.row().session());
    }

    private static <V> Function<Explanation, V> detail(Function<SessionDetail, V> value) {
        return explanation -> explanation.detail() == null ? null : value.apply(explanation.detail());
    }
}
