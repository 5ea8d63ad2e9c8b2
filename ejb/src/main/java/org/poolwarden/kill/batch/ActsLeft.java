package org.poolwarden.kill.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.guard.GuardRuling;
import org.poolwarden.guard.GuardRuling.Answer;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.logging.Messages;
import org.poolwarden.text.Counts;

/**
 * Counts the acts that the kills of a batch take, one for each kill, against those that the guards' scopes leave for
 * this hour. Every act of Poolwarden's user in a database counts, whoever's session it is for.
 */
final class ActsLeft {

    private final Refusals refusals;
    private final Map<DatabaseId, Integer> wanted = new HashMap<>();
    /** By user, in words. */
    private final Map<String, Limit> limits = new LinkedHashMap<>();

    ActsLeft(Refusals refusals) {
        this.refusals = refusals;
    }

    /**
     * Takes an act for the next kill.
     *
     * @return why the guard would refuse it after those before it; null if it would not
     */
    String take(Row row) {
        GuardRuling ruling = refusals.ruling(row).orElse(GuardRuling.GONE);
        if (ruling.answer() != Answer.ALLOWS) {
            return null;
        }
        ClientSession client = row.lease().client();
        DatabaseId database = client.session().database();
        int before = wanted.merge(database, 1, Integer::sum) - 1;
        if (ruling.actsLeft() == null) {
            return null;
        }
        int left = ruling.actsLeft();
        limits.put(database + " " + client.username(), new Limit(database, client.username(), left));
        return before < left
                ? null
                : Messages.LOG.denied("its scope leaves " + Counts.of(left, "act") + " for this hour on sessions of "
                        + client.username() + ", which the kills before this one take");
    }

    /** One line for each user with a limit. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Limit limit : limits.values()) {
            lines.add("In " + limit.database + " the guard's scope leaves " + Counts.of(limit.left, "act")
                    + " for this hour on sessions of " + limit.username + ". The batch would take "
                    + wanted.get(limit.database) + " there, and one more for each mode that follows another.");
        }
        return lines;
    }

    private record Limit(DatabaseId database, String username, int left) {}
}
