package org.poolwarden.pool;

import java.time.Duration;
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
    private record Gap(long sinceNanos, int places) {}

    /**
     * One problem for each pool that has had such places at every scan for {@link #TOO_LONG}.
     *
     * @param now in nanoseconds, of a clock that never jumps
     */
    public synchronized List<Problem> problems(List<PoolStatus> pools, long now) {
        Map<String, Gap> before = Map.copyOf(gaps);
        gaps.clear();
        List<Problem> problems = new ArrayList<>();
        for (PoolStatus pool : pools) {
            int places = pool.max() - pool.inUse() - pool.available();
            if (pool.kind().hasLeases() && places > 0) {
                Gap known = before.get(pool.name());
                Gap gap = known == null
                        ? new Gap(now, places)
                        : new Gap(known.sinceNanos(), Math.min(known.places(), places));
                gaps.put(pool.name(), gap);
                Duration age = Duration.ofNanos(now - gap.sinceNanos());
                if (age.compareTo(TOO_LONG) >= 0) {
                    problems.add(Messages.LOG.placesLost(pool.name(), gap.places(), pool.max(), Durations.of(age)));
                }
            }
        }
        return problems;
    }
}
