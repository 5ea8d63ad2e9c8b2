package org.poolwarden.leak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Invocation.State;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;

/**
 * All that a verdict is made of, each part to be varied by itself.
 *
 * @param side what the database says: a status of v$session, what the guard hides, or why there is nothing to say
 */
record CaseEvidence(
        long age,
        Side side,
        long idle,
        Whereabouts thread,
        State invocation,
        Known known,
        boolean deployed,
        int handles,
        Transaction transaction,
        long undo,
        int blocks) {

    private static final String SITE = "com.shop.Cart.pay(Cart.java:42)";

    static final SessionId ID = Given.id(Given.SHOP, 46);

    enum Side {
        ACTIVE,
        INACTIVE,
        SNIPED,
        CACHED,
        KILLED,
        PROTECTED,
        OUT_OF_SCOPE,
        SESSION_GONE,
        NO_GUARD,
        UNIDENTIFIED,
        OTHER_USER,
        OTHER_MACHINE
    }

    Lease lease() {
        boolean thread = known != Known.BEFORE_US && known != Known.OFF;
        boolean site = known == Known.SITE;
        Borrower borrower = BorrowerSample.by(thread ? "worker-7" : null, thread ? 7 : 0, this.thread)
                .at(site ? SITE : null)
                .known(known)
                .of(site || !deployed ? "shop.war" : null)
                .present(deployed)
                .stack(known == Known.SITE ? List.of(SITE) : List.of(), List.of())
                .invocation(borrowing())
                .build();
        ClientSession client = side == Side.UNIDENTIFIED ? null : new ClientSession(ID, "SHOP");
        return new Lease(
                1,
                "java:/shop",
                Given.NOW.minusSeconds(age),
                Duration.ofSeconds(age),
                borrower,
                client,
                handles,
                transaction);
    }

    private Invocation borrowing() {
        return switch (invocation) {
            case UNKNOWN -> Invocation.UNKNOWN;
            case OVER -> new Invocation(invocation, "GET /shop/orders", "shop.war", Duration.ofSeconds(41));
            default -> new Invocation(invocation, "GET /shop/orders", "shop.war", null);
        };
    }

    Session session() {
        return switch (side) {
            case SESSION_GONE, NO_GUARD, UNIDENTIFIED -> null;
            case PROTECTED, OUT_OF_SCOPE -> Given.masked(ID, Access.valueOf(side.name()));
            case OTHER_USER -> Given.session(ID, "BANK", Given.MACHINE);
            case OTHER_MACHINE -> Given.session(ID, "SHOP", "app2");
            default -> Given.session(ID, "SHOP", Given.MACHINE, side.name(), idle, undo, blocks, false);
        };
    }

    Map<DatabaseId, DatabaseView> databases() {
        Session session = session();
        return side == Side.NO_GUARD
                ? Map.of()
                : Map.of(
                        Given.SHOP,
                        new DatabaseView(
                                DatabaseFacts.of(Given.SHOP),
                                Given.MACHINE,
                                session == null ? List.of() : List.of(session)));
    }

    /** By the join, so that the match is as real as the verdict. */
    Judgement judgement(Judge judge) {
        return Join.join(List.of(lease()), databases(), judge).get(0).judgement();
    }

    // the ways in which evidence gets better for the innocent

    CaseEvidence younger(long by) {
        return new CaseEvidence(
                Math.max(0, age - by),
                side,
                idle,
                thread,
                invocation,
                known,
                deployed,
                handles,
                transaction,
                undo,
                blocks);
    }

    CaseEvidence workedLater(long by) {
        return new CaseEvidence(
                age,
                side,
                Math.max(0, idle - by),
                thread,
                invocation,
                known,
                deployed,
                handles,
                transaction,
                undo,
                blocks);
    }

    CaseEvidence with(Side other) {
        return new CaseEvidence(
                age, other, idle, thread, invocation, known, deployed, handles, transaction, undo, blocks);
    }

    CaseEvidence with(Whereabouts other) {
        return new CaseEvidence(
                age, side, idle, other, invocation, known, deployed, handles, transaction, undo, blocks);
    }

    CaseEvidence with(State other) {
        return new CaseEvidence(age, side, idle, thread, other, known, deployed, handles, transaction, undo, blocks);
    }

    CaseEvidence withDeployment() {
        return new CaseEvidence(age, side, idle, thread, invocation, known, true, handles, transaction, undo, blocks);
    }

    /** What it holds and who shares it weigh nothing. */
    CaseEvidence holding(int otherHandles, long otherUndo, int otherBlocks) {
        return new CaseEvidence(
                age,
                side,
                idle,
                thread,
                invocation,
                known,
                deployed,
                otherHandles,
                transaction,
                otherUndo,
                otherBlocks);
    }
}
