package org.poolwarden.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.Sample;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.Scan;

/** Sessions are named by their sid; the lease's is 104, and those of its database are on instance 1 unless said. */
@DisplayName("The tree of who waits")
class WaitTreeTest {

    private static final DatabaseId SHOP = Sample.SESSION.database();
    private static final DatabaseId BANK = new DatabaseId("BANK", "BANKPDB");

    private final Row blocker = Sample.row(Verdict.LEAKED, Access.ALLOWED);
    private final List<Row> rows = new ArrayList<>(List.of(blocker));
    private final List<ClassifiedSession> sessions =
            new ArrayList<>(List.of(new ClassifiedSession(blocker.session(), 7L, Sample.POOL, blocker.judgement())));

    @Test
    @DisplayName("has each below the session that it waits for, in the order of the list, with its depth")
    void depths() {
        waits(300, "1,200");
        waits(200, "1,104");
        waits(400, "1,300");
        waits(201, "1,104");
        waits(500, null);

        assertEquals(List.of("0 200", "1 300", "2 400", "0 201"), lines(WaitTree.of(blocker, scan())));
    }

    @Test
    @DisplayName("is that of a session without a lease, too")
    void withoutALease() {
        Session other = waits(300, null);
        waits(301, "1,300");

        assertEquals(List.of("0 301"), lines(WaitTree.of(other, scan())));
    }

    @Test
    @DisplayName("has nobody of another database or instance, whose sids are the same")
    void namesakes() {
        waits(new SessionId(BANK, 1, 200, 1), "1,104", Access.ALLOWED, null);
        waits(200, "2,104");
        waits(new SessionId(SHOP, 2, 201, 1), "1,104", Access.ALLOWED, null);
        waits(new SessionId(SHOP, 2, 104, 1), "1,201", Access.ALLOWED, null);

        assertEquals(List.of("0 201"), lines(WaitTree.of(blocker, scan())));
    }

    @Test
    @DisplayName("ends where it comes back to a session, so that a deadlock is shown once")
    void circle() {
        Session one = waits(200, "1,300");
        waits(300, "1,200");

        assertEquals(List.of("0 300"), lines(WaitTree.of(one, scan())));
    }

    @Test
    @DisplayName("names the lease of a waiter that has one, and shows of a masked waiter who it is alone")
    void leases() {
        rows.add(Sample.row(9, Verdict.IN_USE, 60));
        waits(new SessionId(SHOP, 1, 200, 1), "1,104", Access.ALLOWED, 9L);
        waits(new SessionId(SHOP, 1, 201, 1), "1,104", Access.PROTECTED, null);

        List<WaitTree> tree = WaitTree.of(blocker, scan());

        assertEquals(9, tree.get(0).lease().lease().id());
        assertTrue(tree.get(0).waiter().open());
        assertNull(tree.get(1).lease());
        assertFalse(tree.get(1).waiter().open());
    }

    @Test
    @DisplayName("is empty where nobody waits, and of a lease whose session is not listed")
    void empty() {
        assertEquals(List.of(), WaitTree.of(blocker, scan()));
        waits(200, "1,104");
        assertEquals(List.of(), WaitTree.of(Sample.row(Verdict.ZOMBIE, null), scan()));
    }

    private Session waits(int sid, String blockedBy) {
        return waits(new SessionId(SHOP, 1, sid, 1), blockedBy, Access.ALLOWED, null);
    }

    private Session waits(SessionId id, String blockedBy, Access access, Long lease) {
        Session session = Sample.session(id, access, blockedBy);
        Judgement judgement = new Judgement(Verdict.FOREIGN, Proof.NONE, List.of("because"));
        sessions.add(new ClassifiedSession(session, lease, null, judgement));
        return session;
    }

    private Scan scan() {
        return new Scan(Instant.EPOCH, Duration.ZERO, rows, sessions, List.of(), true);
    }

    private static List<String> lines(List<WaitTree> tree) {
        return tree.stream()
                .map(one -> one.depth() + " " + one.waiter().session().id().sid())
                .toList();
    }
}
