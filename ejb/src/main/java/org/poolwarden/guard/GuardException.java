package org.poolwarden.guard;

import java.sql.SQLException;

/**
 * The guard refused or did not answer. {@link #kind} decides what to do. The message is for people and contains the
 * ORA- code.
 */
public final class GuardException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int BAD_ARGUMENT = 20_904;

    private final Kind kind;
    private final int oraCode;
    private final Fate fate;

    /** An exception of a call that only reads, so nothing was ended. */
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

    /** A reading broke in a way that nobody expects: a driver may throw anything. */
    public static GuardException unexpected(Throwable failure) {
        String why = "reading it failed unexpectedly: " + failure;
        return new GuardException(Kind.FAILED, 0, why, new SQLException(why, failure));
    }

    /** How far the request to end a session came. */
    public Fate fate() {
        return fate;
    }

    /** What went wrong. Never null. */
    public Kind kind() {
        return kind;
    }

    /** The ORA- code as a positive number, such as 20901. 0 if there was none. */
    public int oraCode() {
        return oraCode;
    }

    /** Whether it is what the guard says of one session. Anything else is a failure, of itself or of its database. */
    public boolean isAnswer() {
        return kind == Kind.DENIED || kind == Kind.GONE || kind == Kind.REFUSED && oraCode != BAD_ARGUMENT;
    }

    /** How far a request to end a session came. */
    public enum Fate {
        /** It was not sent. Nothing can have been done. */
        NOT_SENT,
        /** The database answered with an error. */
        ANSWERED,
        /** It was sent, and no answer came. The database may have carried it out, or may still be doing so. */
        UNKNOWN
    }

    /** What went wrong. It is decided by the code and never by the text of a message. */
    public enum Kind {
        /**
         * -20901 protected, -20903 own session, -20906 out of scope, -20907 slave, -20908 no acts left: asking again
         * now does not help.
         */
        DENIED,
        /** -20902: there is no such session (any more). */
        GONE,
        /** -20904, -20905: the database does not accept this request. */
        REFUSED,
        /** The guard is not installed, is invalid, or the grantee lacks the grants. Nothing was run. */
        NOT_INSTALLED,
        /** The guard is installed in a version that this Poolwarden does not support. */
        WRONG_VERSION,
        /** The guard's datasource is missing. */
        NO_DATASOURCE,
        /** The database did not answer: down, unreachable, timed out, connection lost. */
        UNAVAILABLE,
        /** It was not asked, because an earlier question of ours has no answer yet. */
        BUSY,
        /** Anything else. */
        FAILED
    }
}
