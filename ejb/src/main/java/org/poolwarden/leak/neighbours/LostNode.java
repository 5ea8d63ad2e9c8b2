package org.poolwarden.leak.neighbours;

import java.time.Duration;
import java.util.Objects;

/**
 * A node that has left the fleet, or that was started again meanwhile: then this is its former process. That it has
 * left does not prove that it has ended; it may be cut off.
 *
 * @param last what it told last
 * @param since how long ago this server noticed it, by this server's clock
 * @param signs what is remembered of its calls since, the same for all that is judged until the node is back
 */
public record LostNode(ToldNode last, Duration since, LifeSigns signs) {

    /** Throws NullPointerException if one is null. */
    public LostNode {
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(signs, "signs");
    }

    /** One of which no call was seen yet. */
    public LostNode(ToldNode last, Duration since) {
        this(last, since, new LifeSigns());
    }
}
