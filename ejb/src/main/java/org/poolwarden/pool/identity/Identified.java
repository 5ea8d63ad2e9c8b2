package org.poolwarden.pool.identity;

import java.util.Properties;
import org.poolwarden.leak.evidence.ClientSession;

/**
 * What one question about a connection's session came to.
 *
 * @param client the session; null if it is not known
 * @param unknown why it is not known though the database is Oracle's, in words; null if it is known, and for another
 *     database
 * @param sid the driver's own text of it, by which the next checkout compares; null if the driver does not tell it
 * @param serial likewise
 * @param asked when the database itself was asked, as {@link System#nanoTime}; null if it was not: such an answer goes
 *     out of date, for the driver does not tell if it does
 */
public record Identified(ClientSession client, String unknown, String sid, String serial, Long asked) {

    /** Of another database than Oracle. */
    static final Identified OTHER = new Identified(null, null, null, null, null);

    /** @param why a sentence for the lease that has this connection */
    public static Identified unknown(String why) {
        return new Identified(null, why, null, null, null);
    }

    /** Whether the driver still says the same; so too where it says nothing. */
    boolean isStill(Properties now) {
        return sid == null
                || sid.equals(now.getProperty(SessionInfo.SID)) && serial.equals(now.getProperty(SessionInfo.SERIAL));
    }
}
