package org.poolwarden.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.text.Durations;

/**
 * Pools that have places which are neither in use nor available. For a moment each checkout makes one. One that stays
 * is lost: IronJacamar before 3.0.18 loses some by itself. A checkout that hangs looks the same, and is told too.
 */
public final class LostPlaces {

    static final Duration TOO_LONG = Duration.ofMinutes(5);

    private final Map<String, Gap> gaps = new HashMap<>();

    /** @param places the fewest since then */
    private record Gap(Instant since, int places) {}

    /** One problem for each pool that has had such places at every scan for {@link #TOO_LONG}. */
    public synchronized List<Problem> problems(List<PoolStatus> pools, Instant now) {
        Map<String, Gap> before = Map.copyOf(gaps);
        gaps.clear();
        List<Problem> problems = new ArrayList<>();
        for (PoolStatus pool : pools) {
            int places = pool.max() - pool.inUse() - pool.available();
            if (pool.kind().hasLeases() && places > 0) {
                Gap known = before.get(pool.name());
                Gap gap =
                        known == null ? new Gap(now, places) : new Gap(known.since(), Math.min(known.places(), places));
                gaps.put(pool.name(), gap);
                Duration age = Duration.between(gap.since(), now);
                if (age.compareTo(TOO_LONG) >= 0) {
                    problems.add(Messages.LOG.placesLost(pool.name(), gap.places(), pool.max(), Durations.of(age)));
                }
            }
        }
        return problems;
    }
}
