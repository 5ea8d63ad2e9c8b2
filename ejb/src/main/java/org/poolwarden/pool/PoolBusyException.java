package org.poolwarden.pool;

/**
 * The pool is occupied with something else, such as a flush that waits for the database. The message names the thread
 * that holds it, if that is known. Whoever meets it asks again later.
 */
public final class PoolBusyException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** The message completes a sentence: {@code The pool is busy: ...}. */
    public PoolBusyException(String message) {
        super(message);
    }
}
