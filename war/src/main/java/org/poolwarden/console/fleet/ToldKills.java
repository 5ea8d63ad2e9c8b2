package org.poolwarden.console.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.poolwarden.text.Durations;

/**
 * What other nodes told last of the kills that were followed from here: it is shown, with its age, while a node is
 * silent. Safe for use by several threads.
 */
public final class ToldKills {

    private static final int MAX = 200;

    /** One kill is a few thousand characters. A node may send more, which is not kept. */
    private static final int LONGEST = 64_000;

    private final Map<String, Last> kills = new LinkedHashMap<>();

    /** Nothing yet. */
    public ToldKills() {}

    /** Keeps it, unless it is too long. The one that was told longest ago is forgotten if there are too many. */
    public synchronized void keep(FleetKill kill, Instant now) {
        kills.remove(kill.id());
        if (kill.length() > LONGEST) {
            return;
        }
        kills.put(kill.id(), new Last(kill, now));
        if (kills.size() > MAX) {
            kills.remove(kills.keySet().iterator().next());
        }
    }

    /** What was told last. Empty if nothing was, or if it is forgotten. */
    public synchronized Optional<Last> last(String killId) {
        return Optional.ofNullable(kills.get(killId));
    }

    /**
     * A kill, and when it was told.
     *
     * @param at by this server's clock
     */
    public record Last(FleetKill kill, Instant at) {

        /** How long ago that was, in words. */
        public String age(Instant now) {
            return Durations.of(Duration.between(at, now));
        }
    }
}
