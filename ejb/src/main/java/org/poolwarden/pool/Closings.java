package org.poolwarden.pool;

/**
 * Physical connections of ended sessions whose close is not through; they hold no slot any more.
 *
 * @param running being closed now, each by a thread named {@code poolwarden-closer-N}
 * @param waiting waiting for one of those threads
 */
public record Closings(int running, int waiting) {

    /** No connection. */
    public static final Closings NONE = new Closings(0, 0);

    /** As a sentence. */
    @Override
    public String toString() {
        return running == 0 && waiting == 0
                ? "No physical connection is being closed"
                : running + " physical connections are being closed, " + waiting + " wait";
    }
}
