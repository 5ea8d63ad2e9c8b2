package org.poolwarden.transition;

import org.poolwarden.leak.Row;

/**
 * A lease is accused, or is so no more.
 *
 * @param row the lease with the judgement that is new; for one that is RETURNED or GONE as it was last seen
 * @param before the lease as it was accused before; null if it was not
 * @param killId the kill that freed its slot; null if it is not RETURNED, or no kill did
 */
public record LeaseTransition(Kind kind, Row row, Row before, String killId) implements Transition {

    /** What became of it. */
    public enum Kind {
        /** It has become what its judgement says: SUSPECT, LEAKED, ZOMBIE, or UNMATCHED and left by its borrower. */
        ACCUSED,
        /** It is rightly in use again. */
        CLEARED,
        /** It was accused, and was returned or freed by a kill. */
        RETURNED,
        /** It was accused, and its connection is gone: nobody returned it. */
        GONE
    }
}
