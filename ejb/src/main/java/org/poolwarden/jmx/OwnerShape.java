package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.LINES;
import static org.poolwarden.jmx.open.Types.LONG;
import static org.poolwarden.jmx.open.Types.TEXT;
import static org.poolwarden.jmx.open.Types.TIME;

import java.util.function.Function;
import org.poolwarden.admin.SessionOwner;
import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.leak.evidence.Lease;

/** Whose a database session is. */
final class OwnerShape {

    static final OpenTypes<SessionOwner> SHAPE = OpenTypes.<SessionOwner>of(
                    "Owner", "Whose a database session is, as far as this server knows.", "database", "session")
            .column("database", TEXT, "DB_UNIQUE_NAME/container.", owner -> owner.session()
                    .database()
                    .toString())
            .column("session", TEXT, "inst,sid,serial#.", owner -> owner.session()
                    .key())
            .column("answers", LINES, "The answer in words, then its reasons.", owner -> Types.array(owner.answers()))
            .column(
                    "verdict",
                    TEXT,
                    "Of its lease; or IDLE (in a pool), ORPHAN or FOREIGN.",
                    owner -> owner.row() == null
                            ? owner.sighting().judgement().verdict().name()
                            : owner.row().judgement().verdict().name())
            .column("pool", TEXT, "The pool whose connection it is; null for none.", SessionOwner::pool)
            .column("leaseId", LONG, "Its lease; null for none.", lease(Lease::id))
            .column(
                    "deployment",
                    TEXT,
                    "The deployment that borrowed it; null if none or unknown.",
                    lease(lease -> lease.borrower().deployment()))
            .column(
                    "thread",
                    TEXT,
                    "The borrowing thread's name; null if none or unknown.",
                    lease(lease -> lease.borrower().thread()))
            .column(
                    "callSite",
                    TEXT,
                    "The application's line that borrowed; null if none or unknown.",
                    lease(lease -> lease.borrower().callSite()))
            .column("at", TIME, "When it was looked at.", owner -> Types.date(owner.at()))
            .build();

    private OwnerShape() {}

    private static <V> Function<SessionOwner, V> lease(Function<Lease, V> value) {
        return owner -> owner.row() == null ? null : value.apply(owner.row().lease());
    }
}
