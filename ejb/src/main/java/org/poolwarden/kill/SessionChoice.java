package org.poolwarden.kill;

import java.util.List;
import java.util.Set;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Blank;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Scan;

/**
 * A session that somebody names to be ended though it has no lease.
 *
 * @param database as it is shown, {@code FREE/FREEPDB1}; null or blank where there is only one
 * @param foreign whether it is meant also if it does not belong to this server
 */
public record SessionChoice(String database, int instance, int sid, int serial, boolean foreign) {

    private static final Set<Code> SOMEBODY_ELSES = Set.of(
            Code.NOT_OURS,
            Code.MASKED,
            Code.MARK_ELSEWHERE,
            Code.SAME_MARK,
            Code.OTHER_SOURCE,
            Code.NODES_SILENT,
            Code.NODE_JUST_LEFT,
            Code.NODE_LIVES,
            Code.NODE_UNSEEN);

    /**
     * The session in a scan.
     *
     * @param scan null if there was none yet
     * @throws WardenException NOT_FOUND if no database lists it, UNAVAILABLE if one that was not read may, BAD_REQUEST
     *     if several do
     */
    public ClassifiedSession in(Scan scan) throws WardenException {
        if (scan == null) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.noScanYet(), null);
        }
        List<ClassifiedSession> found = scan.sessions().stream()
                .filter(one -> isMeant(one.session().id()))
                .toList();
        if (found.size() > 1) {
            throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.whichDatabase(), null);
        }
        if (found.isEmpty()) {
            throw scan.isComplete()
                    ? new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchSession(shown(), key()), null)
                    : new WardenException(Fault.UNAVAILABLE, scan.problems(), null);
        }
        return found.get(0);
    }

    /**
     * Why it must not be ended: it has a lease, a pool has its connection, that may be, another node has it, or no
     * pool of this server has it and nobody said that it is meant. Null if nothing is against it here; the guard
     * judges next.
     */
    public Problem refusal(ClassifiedSession session) {
        SessionId id = session.session().id();
        String why = String.join("; ", session.judgement().reasons());
        if (session.leaseId() != null) {
            return Messages.LOG.sessionHasLease(id, session.leaseId());
        }
        if (session.pool() != null) {
            return Messages.LOG.sessionInPool(id, why);
        }
        if (session.judgement().verdict() == Verdict.ORPHAN) {
            return null;
        }
        if (session.has(Code.OF_NODE)) {
            return Messages.LOG.sessionOfNode(
                    id, session.owner().node(), session.owner().leaseId(), why);
        }
        if (isForeign(session)) {
            return foreign ? null : Messages.LOG.sessionForeign(id, why);
        }
        return Messages.LOG.sessionUncertain(id, why);
    }

    /** Whether it is certain that no pool here has its connection, and only whoever says so means it. */
    public static boolean isForeign(ClassifiedSession session) {
        return session.judgement().verdict() == Verdict.FOREIGN
                && session.pool() == null
                && SOMEBODY_ELSES.containsAll(session.judgement().codes());
    }

    private boolean isMeant(SessionId id) {
        return id.instance() == instance
                && id.sid() == sid
                && id.serial() == serial
                && (Blank.toNull(database) == null || id.database().toString().equalsIgnoreCase(database.strip()));
    }

    private String shown() {
        return Blank.toNull(database) == null ? "that is known" : database.strip();
    }

    private String key() {
        return instance + "," + sid + "," + serial;
    }
}
