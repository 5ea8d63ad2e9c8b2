package org.poolwarden.pool;

/**
 * The physical connections of ended sessions that are still being closed. They occupy no slot any more.
 *
 * @param running how many are being closed now, each by a thread named {@code poolwarden-closer-N}
 * @param waiting how many wait for one of those threads
 */
public record Closings(int running, int waiting) {

    /** No connection. */
    public static final Closings NONE = new Closings(0, 0);

    /** A sentence for the status. */
    @Override
    public String toString() {
        return running == 0 && waiting == 0
                ? "No physical connection is being closed"
                : running + " physical connections are being closed, " + waiting + " wait";
    }
}
