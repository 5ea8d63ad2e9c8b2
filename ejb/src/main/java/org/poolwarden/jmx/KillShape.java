package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.FLAG;
import static org.poolwarden.jmx.open.Types.INT;
import static org.poolwarden.jmx.open.Types.LINES;
import static org.poolwarden.jmx.open.Types.LONG;
import static org.poolwarden.jmx.open.Types.TEXT;

import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.evidence.ClientSession;

/** One kill as it stands. No SQL text: the report has it, and that is an ACTION. */
final class KillShape {

    static final OpenTypes<Kill> SHAPE = OpenTypes.<Kill>of("Kill", "One kill as it stands at one moment.", "killId")
            .column("killId", TEXT, "The id.", Kill::id)
            .column("leaseId", LONG, "The lease it was asked for.", kill -> kill.row()
                    .lease()
                    .id())
            .column("pool", TEXT, "The pool's JNDI name.", kill -> kill.row()
                    .lease()
                    .pool())
            .column(
                    "database",
                    TEXT,
                    "DB_UNIQUE_NAME/container.",
                    kill -> client(kill) == null
                            ? null
                            : client(kill).session().database().toString())
            .column(
                    "session",
                    TEXT,
                    "inst,sid,serial#.",
                    kill -> client(kill) == null ? null : client(kill).session().key())
            .column("batchId", TEXT, "The batch it belongs to; null for none.", Kill::batchId)
            .column(
                    "mode",
                    TEXT,
                    "CANCEL, POST_TRANSACTION, IMMEDIATE or KILL: the one that is tried now.",
                    kill -> kill.mode().name())
            .column("requester", TEXT, "Who asked, by which interface, from where.", kill -> kill.requester()
                    .toString())
            .column("reason", TEXT, "Why.", Kill::reason)
            .column(
                    "sessionState",
                    TEXT,
                    "REQUESTED, DENIED, SKIPPED, CANCELLING, CANCELLED, KILLING, MARKED, ROLLING_BACK, GONE or FAILED.",
                    kill -> kill.session().name())
            .column("slotState", TEXT, "HELD, FENCED or FREED.", kill -> kill.slot()
                    .name())
            .column("auditId", LONG, "The row in the guard's audit; 0 if there is none.", Kill::auditId)
            .column("over", FLAG, "Whether nothing more will happen to it.", Kill::isOver)
            .column("message", TEXT, "What is so now and what to do next.", Kill::message)
            .column(
                    "slotFree",
                    FLAG,
                    "Whether the slot was seen back in the pool.",
                    kill -> kill.facts().slotFreed() != null)
            .column(
                    "sessionGone",
                    FLAG,
                    "Whether the session was seen to have gone.",
                    kill -> kill.facts().sessionGone() != null)
            .column(
                    "locksFree",
                    FLAG,
                    "Whether nothing of its transaction was seen to be left, and so none of its row locks.",
                    kill -> kill.facts().locksFree() != null)
            .column(
                    "rollbackPercent",
                    INT,
                    "Per cent of its undo that is rolled back; null while none was seen, and once its locks are free.",
                    kill -> kill.progress() == null ? null : kill.progress().percent())
            .column(
                    "rollbackSecondsLeft",
                    LONG,
                    "Seconds until it is rolled back; null while too little was seen to say.",
                    kill -> secondsLeft(kill.progress()))
            .column(
                    "rollback",
                    TEXT,
                    "The rollback in words; null while no undo was seen, and once its locks are free.",
                    kill -> kill.progress() == null ? null : kill.progress().toString())
            .column(
                    "nextSteps",
                    LINES,
                    "What a DBA does next, in order; empty unless it is stuck.",
                    kill -> Types.array(kill.advice()))
            .column(
                    "steps",
                    LINES,
                    "Every transition with its time.",
                    kill -> Types.array(
                            kill.steps().stream().map(Kill.Step::toString).toList()))
            .build();

    private KillShape() {}

    private static ClientSession client(Kill kill) {
        return kill.row().lease().client();
    }

    private static Long secondsLeft(Progress progress) {
        return progress == null || progress.remaining() == null
                ? null
                : progress.remaining().toSeconds();
    }
}
