package org.poolwarden.standin.engine;

import java.util.Locale;

/** An ORA- error, to be sent to the client as it is. */
public final class OraException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    /** The message gets its {@code ORA-00942: } in front. */
    public OraException(int code, String text) {
        this(code, text, null);
    }

    /** With the engine's own exception as the cause. */
    public OraException(int code, String text, Throwable cause) {
        super(String.format(Locale.ROOT, "ORA-%05d: %s", code, text), cause);
        this.code = code;
    }

    /** Positive: 20901, 942, 28. */
    public int code() {
        return code;
    }

    /** Whether the session is at its end with this answer. */
    public boolean endsSession() {
        return code == 28;
    }
}
