package org.poolwarden.console.overview;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;

/**
 * What an operator asks first, in numbers. Null is a number that is not known.
 *
 * @param exhausted pools whose next checkout has to wait
 * @param uncounted pools that do not count their checkouts, so that they may be exhausted too
 * @param leaked leases that are LEAKED or ZOMBIE
 * @param suspect leases that are SUSPECT
 * @param unjudged leases whose verdict is not known
 * @param blocked sessions that wait for another one, of those that the guards show
 * @param hidden sessions of which the guards do not say whether they wait; not those that lie idle in a pool of this
 *     server, such as a guard's own
 * @param running kills that are not over
 * @param silent guards that do not answer
 * @param complete whether all was read of which these are the numbers, lately; if not, 0 is no good news
 */
public record Triage(
        int exhausted,
        int uncounted,
        Integer leaked,
        Integer suspect,
        Integer unjudged,
        Integer blocked,
        Integer hidden,
        int running,
        Integer silent,
        boolean complete) {

    /** @param scan the last one; null before the first one */
    public static Triage of(List<PoolCard> pools, Scan scan, List<Kill> kills) {
        boolean read = scan != null && scan.leasesRead();
        boolean asked = scan != null && !scan.sessions().isEmpty();
        return new Triage(
                count(pools, card -> card.pool().exhausted()),
                count(pools, card -> !card.pool().counted()),
                read ? verdicts(scan, Verdict.PROVEN) : null,
                read ? verdicts(scan, Set.of(Verdict.SUSPECT)) : null,
                read ? verdicts(scan, Set.of(Verdict.UNMATCHED)) : null,
                asked ? count(scan.sessions(), one -> one.session().blockedBy() != null) : null,
                asked ? count(scan.sessions(), Triage::mayWait) : null,
                count(kills, kill -> !kill.isOver()),
                scan == null ? null : count(scan.problems(), Triage::isOfAGuard),
                scan != null && scan.isComplete());
    }

    private static boolean mayWait(ClassifiedSession session) {
        return !session.session().isShown() && session.judgement().verdict() != Verdict.IDLE;
    }

    private static boolean isOfAGuard(Problem problem) {
        return problem.hides() && problem.code().startsWith("PWARDEN02");
    }

    private static int verdicts(Scan scan, Set<Verdict> wanted) {
        return count(scan.rows(), (Row row) -> wanted.contains(row.judgement().verdict()));
    }

    private static <T> int count(List<T> all, Predicate<T> wanted) {
        return (int) all.stream().filter(wanted).count();
    }
}
