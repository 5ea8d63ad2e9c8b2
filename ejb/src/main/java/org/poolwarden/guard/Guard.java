package org.poolwarden.guard;

import java.util.List;
import java.util.Optional;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * The SYS-owned guard of one database, reached over our own datasource. Reading and acting both go through it; nothing
 * here reads gv$ or says ALTER SYSTEM. Safe for use by several threads; every call borrows a connection and gives it
 * back.
 */
public interface Guard {

    /** The JNDI name of the datasource it is reached by. */
    String datasource();

    /**
     * Which database this is, which guard it runs and what the database calls this server. Asked at the database each
     * time.
     */
    GuardIdentity identify() throws GuardException;

    /** Every user session of the database in one round trip. */
    List<Session> sessions() throws GuardException;

    /**
     * The beginning of a statement's text, at most 1000 characters. Empty unless the session is one that this server
     * may act on and runs that statement, or ran it last; and where the database has forgotten it. People without the
     * operator role must not see it.
     */
    Optional<String> sqlText(SessionId session, String sqlId) throws GuardException;

    /** Raises what a kill of the session would raise, and does nothing. */
    void checkSession(SessionId session) throws GuardException;

    /** More of one session; empty if it is not there. */
    Optional<SessionDetail> detail(SessionId session) throws GuardException;

    /** What the database still rolls back for nobody. */
    List<Recovery> recovery() throws GuardException;

    /** The audit's newest rows, the newest first. */
    List<AuditEntry> audit(int most) throws GuardException;

    /** What the audit has of one session, the newest first. */
    List<AuditEntry> audit(SessionId session, int most) throws GuardException;

    /**
     * Writes into the audit how an act of ours ended, once: a row that has a note already, or is not ours, refuses it.
     *
     * @param session whom the act was done to
     * @param auditId its row
     * @param note never blank; what is longer than 400 characters is cut
     */
    void noteEnd(SessionId session, long auditId, String note) throws GuardException;

    /**
     * Ends what a session runs; the session lives on.
     *
     * @param sqlId only that statement; null for whatever it runs
     */
    GuardAnswer cancel(SessionId session, String sqlId, String requester, String reason) throws GuardException;

    /**
     * Ends a session. May take as long as ALTER SYSTEM takes: 60 s and more.
     *
     * @param mode any but {@link KillMode#CANCEL}
     * @param requester who asked, a claim as far as the database is concerned; it is written to the guard's audit
     * @param reason why; never blank
     */
    GuardAnswer end(SessionId session, KillMode mode, String requester, String reason) throws GuardException;
}
