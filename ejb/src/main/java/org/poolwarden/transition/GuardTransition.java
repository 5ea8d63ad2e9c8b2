package org.poolwarden.transition;

import java.time.Duration;
import org.poolwarden.request.Problem;

/**
 * A guard does not answer, for this reason, or answers again.
 *
 * @param datasource its JNDI name
 * @param problem why it does not answer; for one that answers again, why it did not
 * @param silence how long it has not answered, from scan to scan; zero if that has just begun
 */
public record GuardTransition(String datasource, boolean answers, Problem problem, Duration silence)
        implements Transition {}
