package org.poolwarden.standin.call.message;

/** The release that the stand-in claims to be. */
public final class Release {

    /** What a session may have open; more is ORA-01000. */
    public static final int MOST_OPEN_CURSORS = 300;

    public static final String BANNER = "Oracle Database 19c stand-in, Release 19.3.0.0.0 - for tests only";

    /** 19.3 as one number, in the layout that drivers expect from Oracle 18 on. */
    public static final long NUMBER = 19L << 24 | 3L << 16;

    private Release() {}
}
