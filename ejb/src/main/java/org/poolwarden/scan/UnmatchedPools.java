package org.poolwarden.scan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Databases;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.waits.NestedCheckouts;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Pools;
import org.poolwarden.request.Problem;

/**
 * What is left over when both sides have been joined: pools of which no lease could be matched although a guard
 * answers, for their set-up is wrong; pools whose leases cannot be read; sessions that look like this
 * server's and are none of a pool's.
 */
final class UnmatchedPools {

    private UnmatchedPools() {}

    /**
     * One problem for each such pool, with the two values that differ. A pool of another database is none.
     *
     * @param silent databases whose guards did not answer, which is all that is known to be wrong with a pool there
     */
    static List<Problem> problems(List<Row> rows, OwnConnections connections, Databases silent) {
        Map<String, List<Row>> byPool = new LinkedHashMap<>();
        rows.forEach(row -> byPool.computeIfAbsent(row.lease().pool(), pool -> new ArrayList<>())
                .add(row));
        List<Problem> problems = new ArrayList<>();
        byPool.forEach((pool, leases) -> {
            boolean unmatched = leases.stream().allMatch(row -> row.judgement().verdict() == Verdict.UNMATCHED);
            if (unmatched && leases.stream().noneMatch(row -> isOfSilentGuard(row, silent))) {
                Problem problem = problem(pool, leases, connections.unreadable().get(pool));
                if (problem != null) {
                    problems.add(problem);
                }
            }
        });
        return problems;
    }

    private static boolean isOfSilentGuard(Row row, Databases silent) {
        return row.judgement().reason(Code.NO_GUARD) != null
                && silent.mayHave(row.lease().client());
    }

    /** A leak whose thread may tell more: of a ZOMBIE the database has told all. */
    static boolean isSuspect(Row row) {
        return row.isLeak() && row.judgement().verdict() != Verdict.ZOMBIE;
    }

    /**
     * The names of pools with such a leak. One is clean when all its leases could be judged and none is suspect: not
     * when its guard is silent.
     *
     * @param before what they were
     */
    static Set<String> suspicious(List<Row> rows, Set<String> before) {
        return rows.stream()
                .filter(row -> isSuspect(row)
                        || (row.judgement().verdict() == Verdict.UNMATCHED
                                && before.contains(row.lease().pool())))
                .map(row -> row.lease().pool())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One problem for each pool whose leases cannot be read, unless none of its connections is checked out. */
    static List<Problem> uncounted(List<PoolStatus> pools) {
        return pools.stream()
                .filter(pool -> !pool.kind().hasLeases() && pool.inUse() != 0)
                .map(pool ->
                        Messages.LOG.poolUncounted(pool.name(), pool.kind(), pool.inUse() < 0 ? null : pool.inUse()))
                .toList();
    }

    /** One problem if others use this server's mark, and one if this server's process has sessions beside its pools. */
    static List<Problem> sessions(List<ClassifiedSession> sessions, SessionJudge judge) {
        List<Problem> problems = new ArrayList<>();
        List<Session> others = with(Code.MARK_ELSEWHERE, sessions);
        if (!others.isEmpty()) {
            Session first = others.get(0);
            problems.add(Messages.LOG.markElsewhere(
                    judge.mark(), others.size(), first.id().key(), first.machine()));
        }
        int unwatched = with(Code.OTHER_SOURCE, sessions).size();
        if (unwatched > 0) {
            problems.add(Messages.LOG.otherSource(unwatched, judge.process()));
        }
        return problems;
    }

    /** One problem for each pool whose threads hold one connection and wait for another. */
    static List<Problem> nested(Pools pools, List<Row> rows, List<PoolStatus> counts) {
        return among(pools, rows, counts).stream()
                .map(nested -> {
                    Lease oldest = nested.nested().get(0);
                    String site = oldest.borrower().callSite();
                    return nested.deadlock()
                            ? Messages.LOG.nestedDeadlock(
                                    nested.pool(),
                                    nested.leases(),
                                    nested.nested().size(),
                                    nested.leaked(),
                                    oldest.id(),
                                    site)
                            : Messages.LOG.nestedCheckouts(nested.pool(), nested.threads(), site);
                })
                .toList();
    }

    /** Stacks are taken only while threads wait for a pool that has nothing left. */
    private static List<NestedCheckouts> among(Pools pools, List<Row> rows, List<PoolStatus> counts) {
        Map<String, Integer> sizes = counts.stream()
                .filter(pool -> pool.waiters() > 0 && pool.available() == 0)
                .collect(Collectors.toMap(PoolStatus::name, PoolStatus::max, Math::max));
        List<Row> held = rows.stream()
                .filter(row -> sizes.containsKey(row.lease().pool()))
                .toList();
        if (held.isEmpty()) {
            return List.of();
        }
        Map<Long, List<String>> stacks =
                pools.stacks(held.stream().map(row -> row.lease().id()).toList());
        Set<Long> leaked = new HashSet<>();
        Set<Long> waiting = new HashSet<>();
        for (Row row : held) {
            long lease = row.lease().id();
            if (!row.lease().borrower().hasLeft() && NestedCheckouts.waits(stacks.getOrDefault(lease, List.of()))) {
                waiting.add(lease);
            } else if (row.isLeak()) {
                leaked.add(lease);
            }
        }
        return NestedCheckouts.among(held.stream().map(Row::lease).toList(), waiting, leaked, sizes);
    }

    private static List<Session> with(Code code, List<ClassifiedSession> sessions) {
        return sessions.stream()
                .filter(found -> found.has(code))
                .map(ClassifiedSession::session)
                .toList();
    }

    /** @param unreadable why connections of the pool do not tell their session; null if they do, or are not Oracle's */
    private static Problem problem(String pool, List<Row> leases, String unreadable) {
        String why = reason(leases, Code.DISAGREE);
        if (why != null) {
            return Messages.LOG.poolDisagrees(pool, why);
        }
        why = reason(leases, Code.NO_GUARD);
        if (why != null) {
            return Messages.LOG.poolElsewhere(pool, why);
        }
        return unreadable == null ? null : Messages.LOG.poolUnreadable(pool, unreadable);
    }

    /** The first that a lease has: of the others the connections may not be known. */
    private static String reason(List<Row> leases, Code code) {
        return leases.stream()
                .map(row -> row.judgement().reason(code))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
