package org.poolwarden.standin.scripted;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.transaction.xa.XAException;
import oracle.jdbc.OracleDriver;

/** Where the releases of ojdbc differ. */
public final class Driver {

    private static final boolean RELEASE_23 = new OracleDriver().getMajorVersion() >= 23;

    private static final int OLDER_END_OF_FILE = 17_410;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    private Driver() {}

    /** What it says when it has waited long enough for an answer. */
    public static int readTimeOutCode() {
        return RELEASE_23 ? 18730 : 17002;
    }

    /** What it says of a connection that the server has closed. */
    public static int lostCode() {
        return RELEASE_23 ? 3113 : OLDER_END_OF_FILE;
    }

    /** The same where its own two threads race for the socket: which of the codes it tells is not ours to say. */
    public static Set<Integer> lostCodes() {
        return Set.of(lostCode(), 17002);
    }

    /** The SQLState of those: the older one has another for the end of a file than for a reset. */
    public static String lostState(int code) {
        return code == OLDER_END_OF_FILE ? "08000" : "08006";
    }

    /** What it says when nobody listens. */
    public static int nobodyListensCode() {
        return RELEASE_23 ? 12541 : 17002;
    }

    /** What it says of a batch of different statements of which one fails with this code. */
    public static int mixedBatchCode(int code) {
        return RELEASE_23 ? code : 17081;
    }

    /** The older one asks for the server's version with each login, the newer one when somebody asks it. */
    public static List<String> callsAtLogin() {
        return RELEASE_23 ? List.of() : List.of("begins", "ends");
    }

    /** The older one sends a commit whether or not there is something to commit. */
    public static boolean commitsOnlyWhatIsOpen() {
        return RELEASE_23;
    }

    /** The older one speaks no layout in which errors come after markers. */
    public static boolean knowsErrorMarkers() {
        return RELEASE_23;
    }

    /** The older one reads a time less than an hour from UTC as one in UTC; it sends it as the newer one does. */
    public static OffsetDateTime asRead(OffsetDateTime sent) {
        boolean lost = !RELEASE_23 && sent != null && Math.abs(sent.getOffset().getTotalSeconds()) < SECONDS_OF_AN_HOUR;
        return lost ? sent.withOffsetSameInstant(ZoneOffset.UTC) : sent;
    }

    /**
     * What a transaction manager gets of a branch that was ended by force, as commit or roll back: the older one asks
     * how it was ended, too, and then throws what the server had said before.
     */
    public static int heuristicCode(int code) {
        return RELEASE_23 ? code : XAException.XAER_NOTA;
    }

    /** The older one reads 19.3 as 19.0. */
    public static int minorOf19c() {
        return RELEASE_23 ? 3 : 0;
    }
}
