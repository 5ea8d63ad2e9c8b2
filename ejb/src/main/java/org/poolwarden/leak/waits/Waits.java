package org.poolwarden.leak.waits;

import java.util.List;
import org.poolwarden.text.Clean;

/**
 * How a session stands among those that wait. Immutable.
 *
 * @param frees what goes on when it is ended; null if that is not known
 * @param blocker in words whom it finally waits for, with the lease and the place that holds it; null if it waits for
 *     nobody, or that is not known
 * @param tree everybody who waits, from the final blocker down, one line each, indented by two spaces for each step;
 *     empty if nobody waits, or where nobody asked for it
 */
public record Waits(Frees frees, String blocker, List<String> tree) {

    /** Nothing is known. */
    public static final Waits UNKNOWN = new Waits(null, null, List.of());

    public Waits {
        blocker = Clean.line(blocker);
        tree = Clean.lines(tree);
    }

    /** The number of requests that go on; null if that is not known. */
    public Integer requests() {
        return frees == null ? null : frees.requests();
    }

    /** The number of slots that come free; null if that is not known. */
    public Integer slots() {
        return frees == null ? null : frees.slots();
    }
}
