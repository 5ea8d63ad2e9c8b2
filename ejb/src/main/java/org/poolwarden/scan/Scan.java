package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.request.Problem;

/**
 * One scan of every pool and every database.
 *
 * @param at when it began; if another node has read a database for it, when that was
 * @param lag how much longer ago that was than the scan; zero if this node has read all of it itself
 * @param rows the oldest lease first
 * @param sessions every session of every database that answered, with what it is to this server
 * @param problems what could not be seen and what to do about it; empty when all is well
 * @param leasesRead whether leases could be read; if not there are no rows, and that says nothing of any lease
 * @param unknown why a connection of this server may be missing, in words; null if none can be
 */
public record Scan(
        Instant at,
        Duration took,
        Duration lag,
        List<Row> rows,
        List<ClassifiedSession> sessions,
        List<Problem> problems,
        boolean leasesRead,
        String unknown) {

    private static final String POOL_UNREAD = "PWARDEN0118";
    /** The codes of problems whose subject is a pool. */
    private static final Set<String> OF_A_POOL = Set.of("PWARDEN0114", "PWARDEN0115", "PWARDEN0116", POOL_UNREAD);

    public Scan {
        rows = List.copyOf(rows);
        sessions = List.copyOf(sessions);
        problems = List.copyOf(problems);
    }

    /** One for which this node has read all itself. */
    public Scan(
            Instant at,
            Duration took,
            List<Row> rows,
            List<ClassifiedSession> sessions,
            List<Problem> problems,
            boolean leasesRead,
            String unknown) {
        this(at, took, Duration.ZERO, rows, sessions, problems, leasesRead, unknown);
    }

    /** One in which every connection of this server is known, too. */
    public Scan(
            Instant at,
            Duration took,
            List<Row> rows,
            List<ClassifiedSession> sessions,
            List<Problem> problems,
            boolean leasesRead) {
        this(at, took, rows, sessions, problems, leasesRead, null);
    }

    /**
     * The JNDI names of the pools whose leases cannot be read: that none of theirs is listed does not say that they
     * were returned.
     */
    public Set<String> unreadPools() {
        return problems.stream()
                .filter(problem -> problem.code().equals(POOL_UNREAD))
                .map(Problem::subject)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether everything was read and judged, as far as is known. */
    public boolean isComplete() {
        return problems.stream().noneMatch(Problem::hides);
    }

    /**
     * The leases of one pool alone, with the problems that concern it: not those of other pools, and those of a guard
     * only if a lease of this pool is not judged.
     *
     * @param pool its JNDI name
     */
    public Scan of(String pool) {
        List<Row> own =
                rows.stream().filter(row -> row.lease().pool().equals(pool)).toList();
        boolean judged =
                leasesRead && own.stream().noneMatch(row -> row.judgement().verdict() == Verdict.UNMATCHED);
        List<Problem> concerning = problems.stream()
                .filter(problem -> OF_A_POOL.contains(problem.code())
                        ? problem.subject().equals(pool)
                        : !judged || !isOfDatabase(problem))
                .toList();
        return new Scan(at, took, lag, own, List.of(), concerning, leasesRead, unknown);
    }

    /** Whether it keeps leases from being judged, and no lease from being listed. */
    private static boolean isOfDatabase(Problem problem) {
        return problem.code().startsWith("PWARDEN02") || problem.code().equals("PWARDEN0113");
    }

    /** The same scan with one problem more, such as that it is too old. */
    public Scan with(Problem problem) {
        return new Scan(
                at,
                took,
                lag,
                rows,
                sessions,
                Stream.concat(problems.stream(), Stream.of(problem)).toList(),
                leasesRead,
                unknown);
    }

    /** Those that are not in use rightly: what {@link Row#isLeak} says. */
    public List<Row> leaks() {
        return rows.stream().filter(Row::isLeak).toList();
    }
}
