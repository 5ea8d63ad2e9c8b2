package org.poolwarden.scan.sharing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.leak.evidence.Session;

/** What the nodes that share a database have read of it. Safe for use by several threads. */
public interface SharedViews {

    /** Of a server that reads its databases itself. */
    SharedViews NONE = new SharedViews() {
        @Override
        public Optional<SharedView> borrow(GuardIdentity own) {
            return Optional.empty();
        }

        @Override
        public void lend(GuardIdentity own, List<Session> sessions, Duration age) {}
    };

    /**
     * What the node has read last that reads this database for all. Waits for it for a moment. Empty if this node is
     * the one, or that node has nothing of the same guard, or does not answer.
     *
     * @param own the guard of this node
     */
    Optional<SharedView> borrow(GuardIdentity own);

    /**
     * Takes what this node has just read itself. Waits for nobody.
     *
     * @param age how long ago the reading began
     */
    void lend(GuardIdentity own, List<Session> sessions, Duration age);
}
