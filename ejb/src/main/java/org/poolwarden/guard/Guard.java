package org.poolwarden.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * The SYS-owned guard of one database, reached over our own datasource. Reading and acting both go through it; nothing
 * here reads gv$ or says ALTER SYSTEM. Safe for use by several threads; every call borrows a connection and gives it
 * back.
 */
public interface Guard {

    /**
     * Which database this is, which guard it runs and what the database calls this server. Asked at the database each
     * time.
     */
    GuardIdentity identify() throws GuardException;

    /** Every user session of the database in one round trip. For scans: a busy database has thousands. */
    List<Session> sessions() throws GuardException;

    /**
     * A few sessions, by their keys, in one round trip for some hundreds of them.
     *
     * @param wanted sessions of this guard's database; empty asks nobody
     */
    FoundSessions sessions(Set<SessionId> wanted) throws GuardException;

    /**
     * The beginning of a statement's text, at most 1000 characters. Empty unless the session is one that this server
     * may act on and runs that statement, or ran it last; and where the database has forgotten it. People without the
     * operator role must not see it.
     */
    Optional<String> sqlText(SessionId session, String sqlId) throws GuardException;

    /**
     * How {@link #checkSession} would judge each of these sessions, in one round trip for some hundreds of them, and
     * how many acts the scope leaves for this hour. It leaves no row in the audit.
     *
     * @param wanted sessions of this guard's database; empty asks nobody
     * @return one ruling for each of them
     */
    Map<SessionId, GuardRuling> rulings(Set<SessionId> wanted) throws GuardException;

    /**
     * What each of these sessions holds beside its transaction. The database is asked about one after the other on one
     * connection: ask for few.
     *
     * @param wanted sessions of this guard's database; empty asks nobody
     * @return those that the guard shows; the others are gone, or not this server's to see
     */
    Map<SessionId, Holdings> holdings(Set<SessionId> wanted) throws GuardException;

    /** Raises what a kill of the session would raise, and does nothing. */
    void checkSession(SessionId session) throws GuardException;

    /** More of one session; empty if it is not there. */
    Optional<SessionDetail> detail(SessionId session) throws GuardException;

    /** What the database still rolls back for nobody. */
    List<Recovery> recovery() throws GuardException;

    /**
     * The ids of the sessionless transactions that live: transactions that any session may have begun, and that outlive
     * it with their locks. The database does not say which session that was. Empty where the database knows none.
     */
    Set<String> sessionless() throws GuardException;

    /** The audit's newest rows of those that match, the newest first. */
    List<AuditEntry> audit(AuditQuery query, int max) throws GuardException;

    /** What the audit has of one session, the newest first. */
    List<AuditEntry> audit(SessionId session, int max) throws GuardException;

    /**
     * Writes into the audit how a kill of ours ended: into each row that its acts left and that has no note yet. The
     * guard refuses it if there is no such row.
     *
     * @param session whom the acts were done to
     * @param killId the {@link Claim#killId} that they carried
     * @param note never blank; what is longer than 400 characters is cut
     */
    void noteEnd(SessionId session, String killId, String note) throws GuardException;

    /**
     * Ends what a session runs; the session lives on.
     *
     * @param sqlId only that statement; null for whatever it runs
     */
    GuardAnswer cancel(SessionId session, String sqlId, Claim claim) throws GuardException;

    /**
     * Ends a session. May take as long as ALTER SYSTEM takes: 60 s and more.
     *
     * @param mode any but {@link KillMode#CANCEL}
     */
    GuardAnswer end(SessionId session, KillMode mode, Claim claim) throws GuardException;
}
