package org.poolwarden.guard;

import java.sql.SQLException;

/**
 * The guard said no, or did not answer. {@link #kind} decides what to do; the message is for a person and carries the
 * ORA- code.
 */
public final class GuardException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int oraCode;
    private final Fate fate;

    /** Of something that ended nothing: what was asked, if anything, only reads. */
    public GuardException(Kind kind, int oraCode, String message, SQLException cause) {
        this(kind, oraCode, message, Fate.NOT_SENT, cause);
    }

    /** With the driver's exception as the cause. */
    public GuardException(Kind kind, int oraCode, String message, Fate fate, SQLException cause) {
        super(message, cause);
        this.kind = kind;
        this.oraCode = oraCode;
        this.fate = fate;
    }

    /** What became of the request to end a session. */
    public Fate fate() {
        return fate;
    }

    public Kind kind() {
        return kind;
    }

    /** The vendor code as a positive number, such as 20901; 0 if there was none. */
    public int oraCode() {
        return oraCode;
    }

    /** How far a request to end a session came. */
    public enum Fate {
        /** It never left: nothing can have been done. */
        NOT_SENT,
        /** The database answered it, with an error. */
        ANSWERED,
        /** It was sent and no answer came: the database may have done it, or still be at it. */
        UNKNOWN
    }

    /** What went wrong, by code and never by message text. */
    public enum Kind {
        /** -20901 protected, -20903 own session, -20906 out of scope, -20907 slave: asking again is of no use. */
        DENIED,
        /** -20902: there is no such session (any more). */
        GONE,
        /** -20904, -20905: the database does not take this request. */
        REFUSED,
        /** The guard is not installed, is invalid, or the grantee lacks the grants: nothing was run. */
        NOT_INSTALLED,
        /** The guard is installed, in a version that this module does not speak to. */
        WRONG_VERSION,
        /** Our own datasource is missing. */
        NO_DATASOURCE,
        /** The database did not answer: down, unreachable, timed out, connection lost. */
        UNAVAILABLE,
        /** Anything else. */
        FAILED
    }
}
