package org.poolwarden.admin;

import jakarta.ejb.Local;
import java.util.function.Supplier;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.scan.sharing.SharedViews;

/**
 * The one door to Poolwarden: it hands out what the console and the MBeans may call. What it hands out stays the same
 * from start to stop, is safe for use by several threads, and refuses by a
 * {@link org.poolwarden.request.WardenException} whose message says what to do; nothing has changed then. Who
 * asks is found out by the core, from what the server has authenticated. A call by another deployment is refused.
 *
 * <p>No call waits longer than a few seconds, whatever the databases do: threads of ours ask them. A call that needs an
 * answer that has not come is refused with NOT_YET; asked again, it joins the question that is open.
 */
@Local
public interface Warden {

    LeaseAdmin leases();

    KillAdmin kills();

    AuditAdmin audit();

    SettingsAdmin settings();

    /**
     * Takes what tells of the other nodes, for each scan from now on. It is asked on the thread of a scan, and must
     * wait for nobody. A server that is to join a fleet knows nothing of the others until then.
     */
    void meet(Supplier<Neighbours> neighbours);

    /**
     * Takes what tells each kill from now on when its turn comes, among those of all nodes. It is asked on a thread of
     * the kill, and may wait for a moment.
     */
    void takeTurns(KillTurns turns);

    /** Takes what other nodes read of the same databases, for each scan from now on. */
    void share(SharedViews views);

    /**
     * The same for pages, whose threads are those of a web server and serve the applications as well: of all that ask,
     * only {@value org.poolwarden.threads.Patience#PAGE_WAITS} wait at a time. To the others a scan is the last one at
     * once, and a question is begun and refused with NOT_YET.
     */
    Warden ofPages();

    /**
     * The same for threads of the cluster: nobody waits. A question is begun and refused with NOT_YET; asked again, it
     * has the answer once that is there.
     */
    Warden ofCluster();
}
