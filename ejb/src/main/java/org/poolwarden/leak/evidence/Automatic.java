package org.poolwarden.leak.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.poolwarden.text.Clean;
import org.poolwarden.text.Durations;

/**
 * What the database does with a session by itself, as its parameters and its version have it. What a profile or a plan
 * of the Resource Manager says is not in it.
 *
 * @param endsBy the parameter by which the database ends the session; null if none does
 * @param endsInSeconds the least time until it does, 0 if that time is over; null if no parameter ends the session
 * @param priority the priority of its open transaction: HIGH, MEDIUM or LOW; null without one, of several, and from a
 *     database that knows none
 * @param yieldsAfterSeconds for how long a transaction of a higher priority waits for its rows until the database rolls
 *     its transaction back; null if the database never does
 * @param rolledBack whether the database has rolled its transaction back for another one, and the session has made no
 *     call since
 */
public record Automatic(
        String endsBy, Long endsInSeconds, String priority, Long yieldsAfterSeconds, boolean rolledBack) {

    /** Nothing that is known. */
    public static final Automatic NONE = new Automatic(null, null, null, null, false);

    private static final String INACTIVE = "INACTIVE";

    public Automatic {
        endsBy = Clean.line(endsBy);
        priority = Clean.line(priority);
    }

    /** The same of a session whose transaction the database has rolled back. */
    public Automatic withRollback() {
        return new Automatic(endsBy, endsInSeconds, priority, yieldsAfterSeconds, true);
    }

    /** In words, one sentence each; empty if the database does nothing by itself that is known. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (endsInSeconds != null) {
            lines.add(
                    endsInSeconds > 0
                            ? "The database ends this session by itself in " + Durations.ofSeconds(endsInSeconds)
                                    + " at the earliest (" + endsBy + ")."
                            : "The database ends this session by itself at its next check (" + endsBy + ").");
        }
        if (rolledBack) {
            lines.add("The database has rolled its transaction back for one of a higher priority (ORA-63300). The"
                    + " application learns of it at its next statement (ORA-63302).");
        } else if (yieldsAfterSeconds != null) {
            lines.add(
                    "Its transaction has priority " + priority + ". The database rolls it back once a transaction of a"
                            + " higher priority has waited " + Durations.ofSeconds(yieldsAfterSeconds)
                            + " for a row of it. The session stays.");
        }
        return lines;
    }

    /**
     * The parameters of one instance.
     *
     * @param idleMinutes MAX_IDLE_TIME; null for no limit
     * @param blockerMinutes MAX_IDLE_BLOCKER_TIME; null for no limit
     * @param highSeconds for how long a transaction of priority HIGH waits for a row; null if it waits for ever
     * @param mediumSeconds for how long one of priority MEDIUM does; null if it waits for ever
     */
    public record Limits(Long idleMinutes, Long blockerMinutes, Long highSeconds, Long mediumSeconds) {

        /** The database does nothing by itself. */
        public static final Limits NONE = new Limits(null, null, null, null);

        /** What Oracle takes for no limit, and has as the default. */
        private static final long FOR_EVER = Integer.MAX_VALUE;

        /** @param parameters by name, in lower case; what is missing sets no limit */
        public static Limits of(Map<String, String> parameters) {
            boolean rollsBack = "ROLLBACK".equalsIgnoreCase(parameters.get("priority_txns_mode"));
            return new Limits(
                    limit(parameters.get("max_idle_time")),
                    limit(parameters.get("max_idle_blocker_time")),
                    rollsBack ? limit(parameters.get("priority_txns_high_wait_target")) : null,
                    rollsBack ? limit(parameters.get("priority_txns_medium_wait_target")) : null);
        }

        /**
         * What the database does with a session.
         *
         * @param idleSeconds since its last call
         * @param blocks how many sessions wait for it
         */
        public Automatic of(String status, long idleSeconds, int blocks, String priority) {
            boolean idle = INACTIVE.equals(status);
            Long byTime = idle ? left(idleMinutes, idleSeconds) : null;
            Long byBlocking = idle && blocks > 0 ? left(blockerMinutes, idleSeconds) : null;
            boolean blocker = byBlocking != null && (byTime == null || byBlocking < byTime);
            String parameter = blocker ? "MAX_IDLE_BLOCKER_TIME" : byTime != null ? "MAX_IDLE_TIME" : null;
            return new Automatic(parameter, blocker ? byBlocking : byTime, priority, yieldsAfter(priority), false);
        }

        private Long yieldsAfter(String priority) {
            if ("MEDIUM".equals(priority)) {
                return highSeconds;
            }
            if (!"LOW".equals(priority) || highSeconds == null || mediumSeconds == null) {
                return "LOW".equals(priority) ? highSeconds == null ? mediumSeconds : highSeconds : null;
            }
            return (Long) Math.min(highSeconds, mediumSeconds);
        }

        private static Long left(Long minutes, long idleSeconds) {
            return minutes == null ? null : (Long) Math.max(0, minutes * 60 - idleSeconds);
        }

        private static Long limit(String value) {
            if (value == null || !value.strip().matches("\\d{1,18}")) {
                return null;
            }
            long limit = Long.parseLong(value.strip());
            return limit == 0 || limit >= FOR_EVER ? null : (Long) limit;
        }
    }
}
