package org.poolwarden.admin;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.request.Problem;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

/**
 * How callers, whose threads are not ours, wait for databases: all interfaces share one patience and one set of
 * questions.
 *
 * @param threads ours
 * @param patience of each caller
 * @param questions those that are open
 */
record Waits(OwnThreads threads, Patience patience, DeadlineQuery questions) {

    /** How many questions may be open at a time. */
    private static final int MAX = 8;

    static Waits of(OwnThreads threads) {
        Patience patience = Patience.ofOthers();
        return new Waits(threads, patience, new DeadlineQuery(threads, "question", MAX, patience));
    }

    /** Which tasks of Poolwarden fail now. */
    List<Problem> failing() {
        List<Problem> problems = new ArrayList<>(threads.problems());
        problems.addAll(OwnThreads.UNMANAGED.problems());
        return problems;
    }
}
