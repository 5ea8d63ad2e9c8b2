package org.poolwarden.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.threads.Asker;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

/**
 * How callers, whose threads are not ours, wait for databases: all interfaces share one set of questions. Those of the
 * management share one patience, and pages another.
 *
 * @param threads ours
 * @param patience of each caller
 * @param forScan of a reader who takes an older scan if there is no newer one in a moment
 * @param questions those that are open
 */
record Waits(OwnThreads threads, Patience patience, Patience forScan, DeadlineQuery questions) {

    /** How long a page waits for a newer scan. */
    private static final Duration FOR_A_SCAN = Duration.ofMillis(1500);

    /** How many questions may be open at a time, beside those that silent databases may hold. */
    private static final int MAX = 9;

    /** How many of them only operators may ask. */
    private static final int KEPT_FOR_OPERATORS = 4;

    /** Whose callers find the same places for questions and for scans. */
    Waits(OwnThreads threads, Patience patience, DeadlineQuery questions) {
        this(threads, patience, patience.atMost(FOR_A_SCAN), questions);
    }

    /** @param databases each may be silent, and hold as many threads as ask about it or wait to */
    static Waits of(OwnThreads threads, int databases) {
        Patience patience = Patience.ofOthers();
        int max = MAX + databases * GuardEntry.THREADS_OF_PEOPLE;
        return new Waits(threads, patience, new DeadlineQuery(threads, "question", max, KEPT_FOR_OPERATORS, patience));
    }

    /** For pages: the same questions, and few callers that wait. */
    Waits ofPages() {
        Patience pages = Patience.ofPages();
        return new Waits(threads, pages, pages.ofReaders(FOR_A_SCAN), questions);
    }

    /** For threads of the cluster: the same questions, and nobody waits. */
    Waits ofCluster() {
        return new Waits(threads, Patience.ofOurs(Duration.ZERO), questions);
    }

    /** The answer of a database, or what {@link DeadlineQuery#ask} throws. */
    <T> T ask(Asker asker, Object key, Callable<T> asking) throws WardenException {
        return questions.ask(asker, key, asking, patience);
    }

    /** Which tasks of Poolwarden fail now. */
    List<Problem> failing() {
        List<Problem> problems = new ArrayList<>(threads.problems());
        problems.addAll(OwnThreads.UNMANAGED.problems());
        return problems;
    }
}
