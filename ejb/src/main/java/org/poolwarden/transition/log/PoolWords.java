package org.poolwarden.transition.log;

import java.util.List;
import java.util.stream.Collectors;
import org.poolwarden.logging.Categories;
import org.poolwarden.logging.LogFields;
import org.poolwarden.logging.OneLine;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.text.Counts;
import org.poolwarden.transition.PoolTransition;
import org.poolwarden.transition.PoolTransition.Holders;
import org.poolwarden.transition.log.StateLines.Kind;

/** The lines about pools that have no connection left. */
final class PoolWords implements StateLines.Words<PoolTransition> {

    private static final int MAX_PLACES = 10;

    @Override
    public String subject(PoolTransition transition) {
        return transition.pool().name();
    }

    @Override
    public boolean isWell(PoolTransition transition) {
        return !transition.exhausted();
    }

    @Override
    public void write(PoolTransition transition) {
        PoolStatus pool = transition.pool();
        try (LogFields fields = new LogFields(transition.exhausted() ? "pool.exhausted" : "pool.relieved")
                .with("pool", pool.name())
                .with("maxPoolSize", pool.max())
                .with("inUse", pool.inUse())
                .with("waitingThreads", pool.waiters() < 0 ? null : pool.waiters())) {
            if (transition.exhausted()) {
                Categories.POOL.poolExhausted(
                        pool.name(), pool.inUse(), pool.max(), waiters(pool), holders(transition.holders()));
            } else {
                Categories.POOL.poolRelieved(pool.name(), pool.inUse(), pool.max());
            }
        }
    }

    @Override
    public void write(Kind kind, long count, String time, PoolTransition now) {
        try (LogFields fields = new LogFields("pool.exhausted")
                .with("pool", kind == null ? null : kind.subject())
                .with("more", count)) {
            if (kind == null) {
                Categories.POOL.otherPoolsExhausted(Counts.of(count, "more time"), time);
            } else {
                Categories.POOL.poolExhaustedAgain(kind.subject(), Counts.of(count, "more time"), time, now(now));
            }
        }
    }

    private static String now(PoolTransition now) {
        return now.exhausted() ? "it now has no connection left" : "it now has connections";
    }

    private static String waiters(PoolStatus pool) {
        return Counts.of(pool.waiters() < 0 ? null : Long.valueOf(pool.waiters()), "thread");
    }

    /** The places in words, those with the most first. */
    static String holders(List<Holders> holders) {
        if (holders.isEmpty()) {
            return "unknown.";
        }
        String named = holders.stream().limit(MAX_PLACES).map(Holders::toString).collect(Collectors.joining("; "));
        int others = holders.stream().skip(MAX_PLACES).mapToInt(Holders::leases).sum();
        return OneLine.of(named) + (others == 0 ? "." : "; " + others + " elsewhere.");
    }
}
