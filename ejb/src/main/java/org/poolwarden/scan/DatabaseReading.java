package org.poolwarden.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.sharing.SharedReadings;

/**
 * What a scan read of one database, or borrowed.
 *
 * @param facts null if it did not say which one it is
 * @param view null if its sessions could not be read
 */
record DatabaseReading(DatabaseFacts facts, DatabaseView view, List<Problem> problems) {

    /** @param acquits whether a view that another node has read accuses nobody */
    static DatabaseReading of(GuardEntry entry, SharedReadings shared, Predicate<DatabaseView> acquits) {
        List<Problem> problems = new ArrayList<>();
        DatabaseFacts facts = entry.identify(Lane.SCANS, problems).orElse(null);
        if (facts == null) {
            return new DatabaseReading(null, null, problems);
        }
        // Another lane may have met a failure since: then nothing is borrowed or lent, and the reading says why.
        GuardIdentity identity = entry.known().map(GuardEntry.Known::identity).orElse(null);
        Optional<DatabaseView> borrowed = identity == null ? Optional.empty() : shared.borrow(identity, acquits);
        if (borrowed.isPresent()) {
            return new DatabaseReading(facts, borrowed.get(), problems);
        }
        long since = shared.now();
        DatabaseView view = entry.view(Lane.SCANS, problems).value();
        if (view != null && identity != null) {
            shared.read(identity, view, since);
        }
        return new DatabaseReading(facts, view, problems);
    }

    /** @param e an Error is the cause of it */
    static DatabaseReading broken(GuardEntry entry, RuntimeException e) {
        Throwable what = e.getCause() instanceof Error error ? error : e;
        return new DatabaseReading(null, null, List.of(entry.broken(what)));
    }

    static DatabaseReading none(GuardEntry entry, WardenException why) {
        String text = why.fault() == Fault.NOT_YET
                ? "an earlier scan still waits for its answer"
                : "the server provides no thread to ask it";
        return new DatabaseReading(null, null, List.of(entry.silent(text)));
    }
}
