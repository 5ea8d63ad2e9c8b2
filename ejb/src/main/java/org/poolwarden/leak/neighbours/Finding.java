package org.poolwarden.leak.neighbours;

import java.util.List;
import org.poolwarden.text.Clean;

/**
 * Whose session it is among the other nodes.
 *
 * @param owner the node
 * @param reasons in words, the weightiest first; never empty
 */
public record Finding(Standing standing, Owner owner, List<String> reasons) {

    /** Makes one line of each reason. */
    public Finding {
        reasons = Clean.lines(reasons);
    }

    /** What is known of the node that has it. */
    public enum Standing {
        /** It is there. */
        PRESENT,
        /** It has left, and others that are there have not told of their sessions. */
        OTHERS_SILENT,
        /** It has left too short a time ago. */
        JUST_LEFT,
        /** It has left, and its sessions have made calls since: it is cut off, or somebody else has its mark. */
        LIVES,
        /** It has left, and a database in which it had sessions was not read: they may have made calls since. */
        UNSEEN,
        /** It has left, and nothing says that it lives. */
        LOST
    }

    /**
     * A node and its lease.
     *
     * @param leaseId null if the node did not name one
     */
    public record Owner(String node, Long leaseId) {

        /** Makes one line of the name. */
        public Owner {
            node = Clean.line(node);
        }
    }
}
