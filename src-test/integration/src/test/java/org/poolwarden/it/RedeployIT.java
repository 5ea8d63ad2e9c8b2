package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Undeploying and deploying again, five times")
class RedeployIT extends OnServer {

    private static final int TIMES = 5;
    private static final String LISTENER = "org.poolwarden.pool.Tracker";

    /**
     * Each time with a lease that was listed, a kill that was done and a lease that stays open; afterwards no MBean, no
     * thread, no listener and no class loader of ours is left.
     */
    @Test
    @DisplayName("leaves no MBean, thread, listener or class loader of ours behind")
    void leavesNothing() throws Exception {
        Heap heap = new Heap(warden.server());
        Workers workers = new Workers(warden.server());
        for (int i = 0; i < TIMES; i++) {
            int victim = sid(app.post("/leak/ended-thread?name=v" + i));
            String kill =
                    warden.kill((Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId"), "before undeploying");
            warden.awaitEnd(kill);
            app.reset();
            assertTrue(heap.instances(LISTENER) > 0, "our listeners are in the pools");

            int open = sid(app.post("/leak/ended-thread?name=open"));

            Cli.succeed("/deployment=poolwarden.ear:undeploy");
            assertFalse(warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
            // One in all, not one for each pool: what may hold one is not known, see README.
            Eventually.get(
                    "no listener of ours is left in the pools",
                    () -> {
                        workers.answerAnother();
                        return heap.instances(LISTENER);
                    },
                    count -> count <= 1);
            Eventually.get("no thread of ours is left", heap::ourThreads, List::isEmpty);
            String gone = Cli.fail("/subsystem=poolwarden:list-leaks");
            assertTrue(gone.contains("poolwarden"), gone);
            app.post("/borrow");

            Cli.succeed("/deployment=poolwarden.ear:deploy");
            Eventually.isTrue(
                    "the MBean is back", () -> warden.server().isRegistered(new ObjectName(Warden.OBJECT_NAME)));
            CompositeData older = warden.leaseWithVerdict(open, "SUSPECT");
            assertNull(older.get("thread"), "a lease from before the deployment has an unknown borrower");
            assertEquals(Database.key(open), older.get("session"), "and a session all the same");
            app.reset();
        }
        // Of an earlier deployment one may still be there; what holds it is not known, see README. One that we leave
        // behind each time would be there six times.
        Eventually.get(
                "the class loaders of earlier deployments are gone",
                () -> {
                    workers.answerAnother();
                    return heap.loaders(LISTENER);
                },
                count -> count <= 2);
    }
}
