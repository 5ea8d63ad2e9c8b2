package org.poolwarden.standin.session;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.packet.ProtocolException;

/** What a client may say of itself at login, and what it may ask for. */
final class LoginPairs {

    private static final String PROXY_CLIENT = "PROXY_CLIENT_NAME";
    private static final String EDITION = "AUTH_ORA_EDITION";

    /** The edition that every database has. */
    private static final String BASE_EDITION = "ORA$BASE";

    /** Read, or without any effect on what a session does; the settings of ALTER SESSION are the driver's own. */
    private static final Set<String> KNOWN = Set.of(
            "AUTH_ACL",
            "AUTH_ALTER_SESSION",
            "AUTH_CONNECT_STRING",
            "AUTH_COPYRIGHT",
            "AUTH_EXTERNALNAME",
            "AUTH_FAILOVER_ID",
            "AUTH_INTERNALNAME",
            "AUTH_LOGICAL_SESSION_ID",
            "AUTH_MACHINE",
            "AUTH_PASSWORD",
            "AUTH_PBKDF2_SPEEDY_KEY",
            "AUTH_PID",
            "AUTH_PROGRAM_NM",
            "AUTH_RTT",
            "AUTH_SESSKEY",
            "AUTH_SID",
            "AUTH_TERMINAL",
            "SESSION_CLIENT_CHARSET",
            "SESSION_CLIENT_DRIVER_NAME",
            "SESSION_CLIENT_LIB_TYPE",
            "SESSION_CLIENT_LOBATTR",
            "SESSION_CLIENT_VERSION");

    private LoginPairs() {}

    /** What the database answers although the password is right; nothing if the client may come in. */
    static Optional<OraException> refusal(Map<String, String> pairs) throws ProtocolException {
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            String key = pair.getKey().replace("\0", "");
            String value = pair.getValue() == null ? "" : pair.getValue().replace("\0", "");
            if (PROXY_CLIENT.equals(key)) {
                // Nobody was granted CONNECT THROUGH.
                return Optional.of(new OraException(28150, "proxy not authorized to connect as client"));
            }
            if (EDITION.equals(key)) {
                if (!BASE_EDITION.equalsIgnoreCase(value)) {
                    return Optional.of(new OraException(38802, "edition does not exist"));
                }
            } else if (!KNOWN.contains(key)) {
                throw new ProtocolException("login with " + key);
            }
        }
        return Optional.empty();
    }
}
