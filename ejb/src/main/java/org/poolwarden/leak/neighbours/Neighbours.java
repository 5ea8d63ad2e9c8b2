package org.poolwarden.leak.neighbours;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * The other nodes of the fleet, as this server knows them.
 *
 * @param present those that are there now, also those that are silent, with what each told last
 * @param lost those that have left
 * @param silent why sessions of others may not be known, each with the name of the node; empty if every node has told
 *     all of its own. As long as it is not empty, no session is called an orphan
 * @param age how long ago the present nodes had read what they told, the longest of all
 */
public record Neighbours(List<ToldNode> present, List<LostNode> lost, List<String> silent, Duration age) {

    /** There are no others. */
    public static final Neighbours NONE = new Neighbours(List.of(), List.of(), List.of());

    /** Copies the lists, and makes one line of each text. */
    public Neighbours {
        present = List.copyOf(present);
        lost = List.copyOf(lost);
        silent = Clean.lines(silent);
        Objects.requireNonNull(age, "age");
    }

    /** Of what was read just now. */
    public Neighbours(List<ToldNode> present, List<LostNode> lost, List<String> silent) {
        this(present, lost, silent, Duration.ZERO);
    }

    /** Nothing is known of others yet, for the reason that is given. */
    public static Neighbours unknown(String why) {
        return new Neighbours(List.of(), List.of(), List.of(why));
    }
}
