package org.poolwarden.leaky.transaction;

/** How a transaction over two pools ends. */
public enum TransactionEnd {
    COMMIT,
    ROLLBACK,
    /** Stands still before the commit. */
    HOLD,
    /** Both pools have prepared, the decision is not logged: recovery rolls back. */
    STALL_BEFORE_DECISION,
    /** Both pools have prepared, the decision is logged: recovery commits. */
    STALL_AFTER_DECISION
}
