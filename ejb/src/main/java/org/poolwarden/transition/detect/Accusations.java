package org.poolwarden.transition.detect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.Transition;

/** The leases that are accused, from scan to scan. */
final class Accusations {

    /** What a kill has done to the slot of a lease that nobody lists any longer. */
    private static final Set<Kill.SlotState> TAKEN = Set.of(Kill.SlotState.FENCED, Kill.SlotState.FREED);

    private final Map<Long, Row> accused = new HashMap<>();

    /**
     * Compares a scan with the one before.
     *
     * @param scan one whose leases were read
     * @param lost whether the connection of a lease that is over was taken away while it was checked out
     */
    void compare(Scan scan, List<Kill> kills, LongPredicate lost, Consumer<Transition> out) {
        Set<Long> seen = new HashSet<>();
        for (Row row : scan.rows()) {
            seen.add(row.lease().id());
            compare(row, out);
        }
        Set<String> unread = scan.unreadPools();
        accused.values().removeIf(row -> {
            if (seen.contains(row.lease().id()) || unread.contains(row.lease().pool())) {
                return false;
            }
            String killId = killOf(row, kills);
            boolean gone = killId == null && lost.test(row.lease().id());
            out.accept(new LeaseTransition(gone ? Kind.GONE : Kind.RETURNED, row, row, killId));
            return true;
        });
    }

    private void compare(Row row, Consumer<Transition> out) {
        long id = row.lease().id();
        Verdict now = row.judgement().verdict();
        Row before = accused.get(id);
        if (now == Verdict.UNMATCHED && before != null) {
            // A guard that is silent for a while proves nothing either way.
            return;
        }
        if (row.isLeak()) {
            accused.put(id, row);
            if (before == null || before.judgement().verdict() != now) {
                out.accept(new LeaseTransition(Kind.ACCUSED, row, before, null));
            }
        } else if (before != null) {
            accused.remove(id);
            out.accept(new LeaseTransition(Kind.CLEARED, row, before, null));
        }
    }

    /** The kill that took its slot. A slot is fenced until the kill notes, moments later, that it is back. */
    private static String killOf(Row row, List<Kill> kills) {
        return kills.stream()
                .filter(kill -> TAKEN.contains(kill.slot())
                        && kill.row().lease().id() == row.lease().id())
                .map(Kill::id)
                .findFirst()
                .orElse(null);
    }
}
