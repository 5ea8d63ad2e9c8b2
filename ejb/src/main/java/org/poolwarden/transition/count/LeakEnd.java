package org.poolwarden.transition.count;

/** How a leak that was found came to its end. */
public enum LeakEnd {
    /** Its borrower returned it after all. */
    RETURNED,
    /** A kill freed its slot. */
    KILLED,
    /** Its connection is gone: its pool was removed or flushed, or has discarded it. */
    GONE,
    /** It is rightly in use again. */
    CLEARED
}
