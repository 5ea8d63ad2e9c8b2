package org.poolwarden.leak.neighbours;

import java.util.Objects;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.text.Clean;

/**
 * A session that another node has called its own.
 *
 * @param spid its server process as that node's database listed it; null if it did not
 * @param verdict by the name that the node has for it, which this version need not know
 * @param leaseId the node's lease; null if it has none
 * @param pool the JNDI name of the node's pool; null if no pool of the node has it
 * @param holder who holds the lease, in words; null if the node did not tell, as of one that nobody waits for
 */
public record ToldSession(String spid, String verdict, Long leaseId, String pool, String holder) {

    /** The verdict of a session that is not the node's for certain. */
    private static final String FOREIGN = "FOREIGN";

    public ToldSession {
        spid = Clean.line(spid);
        verdict = Clean.line(Objects.requireNonNull(verdict, "verdict"));
        pool = Clean.line(pool);
        holder = Clean.line(holder);
    }

    /** One of which it is not told who holds it. */
    public ToldSession(String spid, String verdict, Long leaseId, String pool) {
        this(spid, verdict, leaseId, pool, null);
    }

    /** Whether the session has the same server process. */
    boolean isServedAs(Session session) {
        return session.spid() != null && session.spid().equals(spid);
    }

    /**
     * Whether no pool of the node has it and its machine and process alone spoke for the node: those of another
     * container may be the same, so that it protects the session and accuses nobody.
     */
    boolean isOfNoPool() {
        return pool == null && FOREIGN.equals(verdict);
    }

    /** What it is to its node: {@code of its pool java:/shop, lease 7, LEAKED}. */
    String words() {
        return (pool == null ? "of none of its pools" : "of its pool " + pool)
                + (leaseId == null ? "" : ", lease " + leaseId) + ", " + verdict;
    }
}
