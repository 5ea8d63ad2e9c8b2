package org.poolwarden.leak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.text.Counts;
import org.poolwarden.text.Durations;

/** The wording of every reason on a lease, in the order in which it was asked for: the weightiest first. */
final class Reasons {

    private static final int CALLERS = 2;

    private final Lease lease;
    private final List<String> words = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();

    private Reasons(Lease lease) {
        this.lease = lease;
        if (lease.wedgesReaper()) {
            add(
                    Code.WEDGES_REAPER,
                    "it blocks the server's Transaction Reaper: no transaction of this server times out until this "
                            + "connection is released");
        }
        if (lease.transaction() == Lease.Transaction.IN_DOUBT) {
            add(
                    Code.IN_DOUBT,
                    "its JTA transaction is preparing, committing or in an unknown state and must not be touched");
        }
    }

    static Reasons of(Lease lease) {
        return new Reasons(lease);
    }

    List<String> words() {
        return words;
    }

    List<Code> codes() {
        return codes;
    }

    /** Since when, by whom, and what became of them. */
    Reasons checkout() {
        Borrower borrower = lease.borrower();
        String since = "checked out " + Durations.of(lease.age()) + " ago";
        String by = since
                + (borrower.thread() == null ? " by a thread that " : " by thread " + borrower.thread() + ", which ");
        if (borrower.invocation().state() == Invocation.State.UNKNOWN) {
            thread(borrower, since, by);
        } else {
            invocation(
                    borrower.invocation(),
                    borrower.thread() == null ? since : since + " by thread " + borrower.thread());
        }
        recorded(borrower);
        handles();
        if (!borrower.deploymentPresent()) {
            String which = borrower.deployment() == null ? "" : borrower.deployment() + " ";
            add(Code.DEPLOYMENT_GONE, "its deployment " + which + "is gone");
        }
        if (borrower.callSite() != null) {
            int shown = Math.min(borrower.chain().size(), CALLERS + 1);
            String callers = shown < 2
                    ? ""
                    : ", called from " + String.join(", ", borrower.chain().subList(1, shown));
            add(Code.CALL_SITE, "borrowed at " + borrower.callSite() + callers);
        }
        return this;
    }

    /** What the server says of the invocation that borrowed. */
    private void invocation(Invocation invocation, String since) {
        boolean request = invocation.request() != null;
        String name = request ? invocation.request() : invocation.deployment();
        String who = "; the " + (request ? "request" : "invocation") + " that borrowed it"
                + (name == null ? "" : request ? " (" + name + ")" : " (of " + name + ")");
        switch (invocation.state()) {
            case RUNNING -> add(Code.INVOCATION_RUNNING, since + who + " is still running");
            case DETACHED ->
                add(
                        Code.INVOCATION_DETACHED,
                        since + who + " has left its thread and is still open: asynchronous work may hold it");
            case OVER ->
                add(Code.INVOCATION_OVER, since + who + " ended " + Durations.of(invocation.overFor()) + " ago");
            default -> throw new IllegalArgumentException("nothing to say of " + invocation);
        }
    }

    /** What became of the thread. */
    private void thread(Borrower borrower, String since, String by) {
        switch (borrower.whereabouts()) {
            case GONE -> add(Code.THREAD_GONE, by + "has ended");
            case IDLE ->
                add(Code.THREAD_IDLE, by + "has left the code that borrowed it and is idle in its thread pool");
            case ELSEWHERE -> add(Code.THREAD_ELSEWHERE, by + "has left the code that borrowed it");
            case IN_BORROWING_FRAMES -> add(Code.THREAD_STILL_IN, by + "is still in the code that borrowed it");
            case UNKNOWN ->
                add(Code.THREAD_UNSEEN, borrower.thread() == null ? since : by + "is alive but cannot be observed");
            default -> throw new IllegalArgumentException("unknown whereabouts: " + borrower.whereabouts());
        }
    }

    /** Why no borrower, or no call site, can be named. */
    private void recorded(Borrower borrower) {
        switch (borrower.known()) {
            case BEFORE_US -> {
                if (lease.handles() > 0) {
                    add(Code.BEFORE_US, "unknown borrower: it was checked out before Poolwarden knew its pool");
                }
            }
            case OFF -> add(Code.TRACKING_OFF, "unknown borrower: tracking was off at the checkout");
            case NOT_SAMPLED ->
                add(Code.NOT_SAMPLED, "its call site was not recorded: the pool was too busy to record every checkout");
            case THREAD -> add(Code.STAMPED_ONLY, "its call site was not recorded: tracking was STAMP at the checkout");
            case SITE -> {
                if (borrower.chain().isEmpty() && borrower.callSite() == null) {
                    add(Code.NO_APPLICATION, "no code of an application is on the stack of the checkout");
                }
            }
            case CLOSED -> {}
            default -> throw new IllegalArgumentException("unknown record: " + borrower.known());
        }
    }

    private void handles() {
        if (lease.handles() == 0) {
            add(
                    Code.HANDLES_CLOSED,
                    lease.transaction() == Lease.Transaction.NONE
                            ? "the application has closed every handle of it"
                            : "the application has closed it, but its JTA transaction still holds it");
        } else if (lease.handles() > 1) {
            add(Code.SHARED, Counts.of(lease.handles(), "handle") + " share it");
        }
    }

    /** The JTA side, if there is one that must be known before a kill. */
    Reasons enlisted() {
        if (lease.transaction() == Lease.Transaction.ACTIVE) {
            add(Code.JTA_ACTIVE, "its JTA transaction is active");
        } else if (lease.transaction() == Lease.Transaction.ROLLBACK_ONLY) {
            add(Code.JTA_ROLLBACK_ONLY, "its JTA transaction is marked rollback-only");
        }
        return this;
    }

    /** What the session does, or since when it does nothing. The session is not masked. */
    Reasons activity(Session session) {
        String time = Durations.of(Duration.ofSeconds(session.lastCallSeconds()));
        if (session.isActive()) {
            String sql = session.sqlId() == null ? "" : ", SQL " + session.sqlId();
            add(Code.RUNNING, "its session has been running a call for " + time + sql);
        } else {
            add(Code.IDLE, "its session has been idle for " + time);
        }
        if ("SNIPED".equals(session.status())) {
            add(Code.SNIPED, "its session exceeded the idle limit of its profile; its next call will fail");
        }
        if (session.blockedBy() != null) {
            add(Code.WAITS, "its session waits for session " + session.blockedBy());
        }
        return this;
    }

    /** What it holds up in the database; nothing if it holds nothing. */
    Reasons holding(Session session) {
        List<String> parts = new ArrayList<>();
        if (session.rollingBack()) {
            parts.add("its transaction is being rolled back, with " + Counts.of(session.undoRecords(), "undo record")
                    + " to go");
        } else if (session.undoRecords() > 0) {
            parts.add("it holds an open transaction with " + Counts.of(session.undoRecords(), "undo record"));
        }
        if (session.blocks() > 0) {
            parts.add("it blocks " + Counts.of(session.blocks(), "session"));
        }
        if (!parts.isEmpty()) {
            add(Code.HOLDS, String.join(" and ", parts));
        }
        return this;
    }

    Reasons young(Duration suspectAfter) {
        return add(Code.YOUNG, "it is not suspected before it is " + Durations.of(suspectAfter) + " old");
    }

    /** @param difference from a database whose guard answers; null if not known */
    Reasons nobodyToAsk(String difference) {
        return lease.client() == null
                ? add(
                        Code.NOT_IDENTIFIED,
                        lease.unidentified() == null
                                ? "its session could not be identified (it is not an Oracle database, or the driver"
                                        + " did not reveal it); Poolwarden never acts on it"
                                : "its session is not known, and Poolwarden does not act on it: "
                                        + lease.unidentified())
                : add(
                        Code.NO_GUARD,
                        "no guard answers for database "
                                + lease.client().session().database()
                                + (difference == null ? "" : " (" + difference + ")")
                                + ", and its session cannot be seen; Poolwarden never acts on it");
    }

    Reasons instanceSilent() {
        SessionId session = lease.client().session();
        return add(
                Code.INSTANCE_SILENT,
                "instance " + session.instance() + " lists no session, so that session " + session
                        + " cannot be seen; Poolwarden never acts on it");
    }

    Reasons notRead() {
        return add(
                Code.NOT_READ,
                "session " + lease.client().session() + " is not in what another node has read, and the database was"
                        + " not asked for it since; Poolwarden never acts on it");
    }

    Reasons contradicted() {
        return add(
                Code.CONTRADICTED,
                "another connection of this server calls session "
                        + lease.client().session() + " its own too; Poolwarden never acts on either");
    }

    /** That it would be called leaked if its session could be seen. */
    Reasons left() {
        return add(Code.LEFT, "its borrower has left: it looks leaked, but its session cannot be seen");
    }

    Reasons disagree(Session session) {
        ClientSession client = lease.client();
        String difference = client.username().equalsIgnoreCase(session.username())
                ? "the database lists it for machine " + session.machine() + ", and the connection said "
                        + (client.machine() == null ? "this host's name" : client.machine()) + " at its login"
                : "the pool logged in as " + client.username() + ", but the database lists it for "
                        + session.username();
        return add(
                Code.DISAGREE,
                "the two sides disagree on session " + session.id() + ": " + difference
                        + "; Poolwarden never acts on it");
    }

    Reasons sessionGone() {
        return add(
                Code.SESSION_GONE,
                "the database no longer lists its session " + lease.client().session()
                        + ", but the pool's slot is still held");
    }

    Reasons sessionKilled() {
        return add(Code.SESSION_KILLED, "its session is KILLED, but the pool's slot is still held");
    }

    Reasons workedJustNow(Duration busyGrace) {
        return add(
                Code.JUST_WORKED,
                "a session that made a call in the last " + Durations.of(busyGrace) + " counts as working");
    }

    Reasons masked(Session session) {
        return add(
                Code.MASKED,
                "the guard hides what its session does, because user " + session.username() + " is "
                        + (session.access() == Session.Access.PROTECTED ? "protected" : "out of scope")
                        + "; it is not proven to be idle");
    }

    Reasons pinned(Pin pin) {
        return add(
                Code.PINNED,
                "the " + pin.kind().word().replace('-', ' ') + " " + pin.name() + " is pinned by " + pin.who() + ": "
                        + pin.why() + "; no batch ends it");
    }

    Reasons poolOver(String pool) {
        return add(
                Code.POOL_OVER,
                "it is in a pool that the application has laid over this one (" + pool + "): look for the leak there");
    }

    Reasons handOver() {
        return add(Code.HAND_OVER, "weak proof: a hand-over to another thread or a stateful bean would look the same");
    }

    private Reasons add(Code code, String text) {
        codes.add(code);
        words.add(text);
        return this;
    }
}
