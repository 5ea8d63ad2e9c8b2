package org.poolwarden.standin.engine;

import java.util.List;
import java.util.function.Supplier;

/**
 * One database session. All methods but {@link #cancel} are called by the one thread that serves the client. Every call
 * of the client is bracketed by {@link #callBegins} and {@link #callEnds}.
 */
public interface EngineSession {

    /** SID, 1 to 65535; reused after the session's end, then with another serial. */
    int sid();

    /** SERIAL#. */
    int serial();

    /** The process id that AUTH_SERVER_PID and SPID show. */
    String spid();

    /** DB_UNIQUE_NAME, instance number, PDB name and so on, as the login reply needs them. */
    DatabaseInfo database();

    /**
     * The client began a call: the session is ACTIVE from now on.
     *
     * @throws OraException 28 if the session was killed and has not noticed yet; the protocol answers with it and ends
     */
    void callBegins() throws OraException;

    /** The reply is about to be sent: the session is INACTIVE from now on. */
    void callEnds();

    /**
     * Whether it has ended with this call. Its client still gets the answer, however long that takes, and nothing more.
     */
    boolean endsAfterAnswer();

    /** Whether the text is a query, a PL/SQL call or anything else; decided by its first word. */
    StatementKind kindOf(String sql);

    /**
     * Runs one statement once.
     *
     * @param binds in order of appearance; OUT values are set on them
     * @throws OraException for everything that is not known or not allowed; nothing is silently accepted
     */
    Result execute(String sql, List<Bind> binds) throws OraException;

    void commit() throws OraException;

    void rollback() throws OraException;

    /** Whether a transaction is open: the call status that the driver relies on for its commit. */
    boolean inTransaction();

    /** Its part in global transactions; ORA-03001 from an engine that has none. */
    default XaSession xa() throws OraException {
        throw new OraException(3001, "unimplemented feature: global transactions");
    }

    /** Takes over what setClientInfo sent; a null leaves a value as it is, an empty one clears it. */
    void endToEnd(String module, String action, String clientIdentifier, String clientInfo);

    /** Where the statements of the open cursors are told from now on, by any thread. */
    default void cursors(Supplier<List<String>> open) {}

    /** From any thread: the running call ends with ORA-01013, soon; nothing happens when none runs. */
    void cancel();

    /** A clean logoff: commits. */
    void logoff();

    /** A lost connection: rolls back. Does nothing after {@link #logoff}. */
    void lost();

    /** How a statement is answered on the wire. */
    enum StatementKind {
        QUERY,
        PLSQL,
        OTHER
    }

    /**
     * What a login reply tells of the database.
     *
     * @param domain DB_DOMAIN; empty for none
     * @param containerUid DBID and CON_UID of the container
     */
    record DatabaseInfo(
            String uniqueName,
            String databaseName,
            String domain,
            String container,
            String serviceName,
            long containerUid,
            String instanceName,
            int instance,
            String host) {}
}
