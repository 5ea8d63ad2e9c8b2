package org.poolwarden.admin;

import org.poolwarden.admin.WardenException.Fault;
import org.poolwarden.leak.DatabaseId;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.logging.Messages;
import org.poolwarden.oracle.Guard;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;

/**
 * Takes a request to kill, or refuses it, from what is in memory: no database is asked here, for the caller must not
 * wait for one.
 */
final class Killer {

    private static final int LONGEST_REASON = 400;

    private final Pools pools;
    private final Scanner scanner;
    private final Guards guards;
    private final Kills kills;
    private final Settings settings;
    private final Ticker ticker;

    Killer(Pools pools, Scanner scanner, Guards guards, Kills kills, Settings settings, Ticker ticker) {
        this.pools = pools;
        this.scanner = scanner;
        this.guards = guards;
        this.kills = kills;
        this.settings = settings;
        this.ticker = ticker;
    }

    /** The id of the kill. */
    String kill(KillRequest asked) throws WardenException {
        KillRequest request = checked(asked);
        SelfTest test = pools.selfTest();
        if (!test.passed()) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.killsDisabled(test.detail()), null);
        }
        var running = kills.running(request.leaseId());
        if (running.isPresent()) {
            return running.get().id();
        }
        Row row = scanner.recall(request.leaseId());
        if (row.lease().client() == null) {
            throw unmatched(row);
        }
        DatabaseId database = row.lease().client().session().database();
        Guard guard = guards.known(database)
                .orElseThrow(() -> new WardenException(Fault.UNAVAILABLE, Messages.LOG.guardLost(database), null));
        if (row.judgement().verdict() == Verdict.UNMATCHED) {
            throw unmatched(row);
        }
        return kills.submit(row, request, record -> new KillRun(record, pools, guard, settings, ticker));
    }

    private static WardenException unmatched(Row row) {
        String why = String.join("; ", row.judgement().reasons());
        return new WardenException(
                Fault.DENIED, Messages.LOG.unmatched(row.lease().id(), why), null);
    }

    private static KillRequest checked(KillRequest request) throws WardenException {
        if (request == null || request.mode() == null || request.requester() == null) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.requestIncomplete(), null);
        }
        if (request.reason() == null || request.reason().isBlank()) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.reasonMissing(LONGEST_REASON), null);
        }
        // It goes into logs and the audit: one line, and nothing that plays tricks with a terminal.
        String reason = request.reason().replaceAll("\\p{Cntrl}+", " ").strip();
        if (reason.length() > LONGEST_REASON) {
            throw new WardenException(
                    Fault.BAD_REQUEST, Messages.LOG.reasonTooLong(reason.length(), LONGEST_REASON), null);
        }
        return new KillRequest(request.leaseId(), request.mode(), request.requester(), reason);
    }
}
