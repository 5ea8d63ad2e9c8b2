package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.INT;
import static org.poolwarden.jmx.open.Types.LINES;
import static org.poolwarden.jmx.open.Types.LONG;
import static org.poolwarden.jmx.open.Types.TEXT;

import java.util.function.Function;
import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;

/** One lease with its verdict and its session. No SQL text: who may only look may read it. */
final class LeaseShape {

    static final OpenTypes<Row> SHAPE = OpenTypes.<Row>of(
                    "Lease", "One connection that is checked out of a pool.", "leaseId")
            .column("leaseId", LONG, "The id to explain, preview or kill it by.", row -> row.lease()
                    .id())
            .column("pool", TEXT, "The pool's JNDI name.", row -> row.lease().pool())
            .column("verdict", TEXT, "IN_USE, BUSY, SUSPECT, LEAKED, ZOMBIE or UNMATCHED.", row -> row.judgement()
                    .verdict()
                    .name())
            .column("proof", TEXT, "What proves the verdict: STRONG, WEAK or NONE.", row -> row.judgement()
                    .proof()
                    .name())
            .column(
                    "reasons",
                    LINES,
                    "Why, in words, the weightiest first.",
                    row -> Types.array(row.judgement().reasons()))
            .column("ageSeconds", LONG, "Seconds since the checkout.", row -> row.lease()
                    .age()
                    .toSeconds())
            .column("thread", TEXT, "The borrowing thread's name; null if unknown.", row -> row.lease()
                    .borrower()
                    .thread())
            .column("callSite", TEXT, "The application's line that borrowed; null if unknown.", row -> row.lease()
                    .borrower()
                    .callSite())
            .column("deployment", TEXT, "The deployment that borrowed; null if unknown.", row -> row.lease()
                    .borrower()
                    .deployment())
            .column("database", TEXT, "DB_UNIQUE_NAME/container; null if unknown.", client(client -> client.session()
                    .database()
                    .toString()))
            .column("session", TEXT, "inst,sid,serial#; null if unknown.", client(client -> client.session()
                    .key()))
            .column("username", TEXT, "The database user; null if unknown.", client(ClientSession::username))
            .column(
                    "sessionStatus",
                    TEXT,
                    "ACTIVE, INACTIVE, KILLED...; null where the guard does not show it.",
                    session(Session::status))
            .column(
                    "statusSeconds",
                    LONG,
                    "Seconds in that status; null likewise.",
                    session(session -> session.status() == null ? null : session.lastCallSeconds()))
            .column(
                    "blocks",
                    INT,
                    "How many sessions wait for it; null where the guard does not show it.",
                    shown(Session::blocks))
            .column(
                    "undoRecords",
                    LONG,
                    "Undo records of its open transaction, 0 without one; null likewise.",
                    shown(Session::undoRecords))
            .build();

    private LeaseShape() {}

    private static <V> Function<Row, V> client(Function<ClientSession, V> value) {
        return row -> {
            Lease lease = row.lease();
            return lease.client() == null ? null : value.apply(lease.client());
        };
    }

    private static <V> Function<Row, V> session(Function<Session, V> value) {
        return row -> row.session() == null ? null : value.apply(row.session());
    }

    /** Of a session that the guard does not show whole, a number is null or 0 there, and null here. */
    private static <V> Function<Row, V> shown(Function<Session, V> value) {
        return row -> row.shownSession() == null ? null : value.apply(row.shownSession());
    }
}
