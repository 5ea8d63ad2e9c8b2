package org.poolwarden.leak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The wording of every reason, in the order in which it was asked for: the weightiest first. */
final class Reasons {

    private final Lease lease;
    private final List<String> list = new ArrayList<>();

    private Reasons(Lease lease) {
        this.lease = lease;
        if (lease.transaction() == Lease.Transaction.IN_DOUBT) {
            list.add("its transaction is between prepare and commit or in an unknown state, so it must not be touched");
        }
    }

    static Reasons of(Lease lease) {
        return new Reasons(lease);
    }

    Reasons because(String reason) {
        list.add(reason);
        return this;
    }

    /** Since when, by whom, and what became of them. */
    Reasons checkout() {
        Borrower borrower = lease.borrower();
        String since = "checked out " + words(lease.age()) + " ago";
        String by = since
                + (borrower.thread() == null ? " by a thread that " : " by thread " + borrower.thread() + ", which ");
        switch (borrower.whereabouts()) {
            case GONE -> list.add(by + "has ended");
            case ELSEWHERE -> list.add(by + "has left the code that borrowed it");
            case IN_BORROWING_FRAMES -> list.add(by + "is still in the code that borrowed it");
            case UNKNOWN -> {
                boolean recorded = borrower.thread() != null;
                list.add(recorded ? by + "cannot be watched" : since);
                if (!recorded) {
                    list.add("unknown borrower: checked out before Poolwarden was deployed");
                }
            }
            default -> throw new IllegalArgumentException("unknown whereabouts: " + borrower.whereabouts());
        }
        if (!borrower.deploymentPresent()) {
            list.add(
                    "its deployment " + (borrower.deployment() == null ? "" : borrower.deployment() + " ") + "is gone");
        }
        if (borrower.callSite() != null) {
            list.add("borrowed at " + borrower.callSite());
        }
        return this;
    }

    /** What the session does, or since when it does nothing. The session is not masked. */
    Reasons activity(Session session) {
        String time = words(Duration.ofSeconds(session.lastCallSeconds()));
        if (session.isActive()) {
            list.add("its session has been running a call for " + time + (session.sqlId() == null ? "" : sql(session)));
        } else {
            list.add("its session has been idle for " + time);
        }
        if ("SNIPED".equals(session.status())) {
            list.add("its session is over the idle limit of its profile, so its next call will fail");
        }
        if (session.blockedBy() != null) {
            list.add("its session waits for session " + session.blockedBy());
        }
        return this;
    }

    /** What it holds up in the database; nothing if it holds nothing. */
    Reasons holding(Session session) {
        List<String> parts = new ArrayList<>();
        if (session.rollingBack()) {
            parts.add("is being rolled back with " + count(session.undoRecords(), "undo record") + " to go");
        } else if (session.undoRecords() > 0) {
            parts.add("holds a transaction with " + count(session.undoRecords(), "undo record"));
        }
        if (session.blocks() > 0) {
            parts.add("blocks " + count(session.blocks(), "session"));
        }
        if (!parts.isEmpty()) {
            list.add(String.join(" and ", parts));
        }
        return this;
    }

    List<String> list() {
        return list;
    }

    static String young(Duration suspectAfter) {
        return "not to be questioned before it is " + words(suspectAfter) + " old";
    }

    static String nobodyToAsk(Lease lease) {
        return lease.client() == null
                ? "its session could not be identified: not an Oracle database, or the driver did not tell;"
                        + " shown and never acted on"
                : "no guard answers for database " + lease.client().session().database()
                        + ", so its session cannot be seen; shown and never acted on";
    }

    static String disagree(Lease lease, Session session) {
        ClientSession client = lease.client();
        String difference = client.username().equalsIgnoreCase(session.username())
                ? "the database lists it as coming from machine " + session.machine() + ", which is not this server"
                : "the pool logged in as " + client.username() + " and the database lists it as " + session.username();
        return "the two sides disagree on session " + session.id() + ": " + difference + "; shown and never acted on";
    }

    static String sessionGone(Lease lease) {
        return "the database no longer lists its session " + lease.client().session() + ", and the pool's slot is held";
    }

    static String sessionKilled() {
        return "its session is KILLED, and the pool's slot is held";
    }

    static String workedJustNow(Duration busyGrace) {
        return "a session that made a call in the last " + words(busyGrace) + " counts as working";
    }

    static String masked(Session session) {
        return "the database hides what its session does, as user " + session.username() + " is "
                + (session.access() == Session.Access.PROTECTED ? "protected" : "out of scope")
                + ": it is not proven to be idle";
    }

    static String handOver() {
        return "weak proof: a hand-over to another thread or a stateful bean would look the same";
    }

    private static String sql(Session session) {
        return ", SQL " + session.sqlId();
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** A length of time in at most two units, rounded down: {@code 42 s}, {@code 14 min}, {@code 3 h 5 min}. */
    static String words(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min";
        }
        if (time.compareTo(Duration.ofDays(2)) < 0) {
            return time.toHours() + " h" + (time.toMinutesPart() == 0 ? "" : " " + time.toMinutesPart() + " min");
        }
        return time.toDays() + " days" + (time.toHoursPart() == 0 ? "" : " " + time.toHoursPart() + " h");
    }
}
