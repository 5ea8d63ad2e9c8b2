package org.poolwarden.admin;

import jakarta.ejb.Local;
import java.util.List;
import org.poolwarden.leak.Row;
import org.poolwarden.pool.PoolStatus;

/**
 * The verbs of Poolwarden, the same for every interface. Each interface authorizes its own caller and hands on a
 * {@link Requester}. Every refusal is a {@link WardenException} whose message says what to do; after one nothing is
 * half
 * done. Safe for use by several threads.
 */
@Local
public interface Warden {

    /** Every pool of this server with its counts. */
    List<PoolStatus> listPools();

    /** Looks at every pool and every database once and joins them: one round trip for each database. */
    Scan listLeases();

    /** {@link #listLeases} without what is in use rightly: SUSPECT, LEAKED and ZOMBIE remain. */
    Scan listLeaks();

    /** One lease, looked at anew. */
    Row explain(long leaseId) throws WardenException;

    /** What a kill of this lease would meet: the guard is asked, nothing is touched. */
    Preview preview(long leaseId) throws WardenException;

    /**
     * Asks for the end of a lease's session and the return of its slot, and answers at once. Every state after that is
     * in {@link #kill(String)}.
     *
     * @return the kill's id
     */
    String kill(KillRequest request) throws WardenException;

    /** One kill as it stands now. */
    Kill kill(String killId) throws WardenException;

    /** The kills that are remembered, the newest first; bounded by the history setting. */
    List<Kill> kills();
}
