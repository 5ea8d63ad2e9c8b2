package org.poolwarden.pool.identity;

import java.util.Locale;
import java.util.Properties;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.SessionId;

/** Understands what the server told a driver at login. */
final class SessionInfo {

    static final String SID = "AUTH_SESSION_ID";
    static final String SERIAL = "AUTH_SERIAL_NUM";

    private SessionInfo() {}

    /**
     * Unknown if an answer is missing, or two contradict each other: then nobody may act on the connection.
     *
     * @param machine what the connection was told to say at login; null for nothing
     */
    static Identified read(Properties info, String username, String machine) {
        Integer sid = number(info, SID);
        Integer serial = number(info, SERIAL);
        Integer instance = instance(info);
        DatabaseFacts database = database(info);
        if (sid == null || serial == null || database == null || username == null) {
            return Identified.unknown("the driver does not know its session");
        }
        if (instance == null) {
            return Identified.unknown("the driver's two keys of the instance disagree");
        }
        ClientSession client = new ClientSession(
                new SessionId(database.id(), instance, sid, serial),
                username.toUpperCase(Locale.ROOT),
                database,
                machine);
        return new Identified(client, null, info.getProperty(SID), info.getProperty(SERIAL), null);
    }

    /**
     * AUTH_SC_DBUNIQUE_NAME has DB_NAME, whatever it is called; the unique name is told from 18.5 on. AUTH_DBNAME is
     * the container, with the domain if there is one. The server ends the keys of the numbers with a NUL, which the
     * drivers that were seen take away.
     */
    private static DatabaseFacts database(Properties info) {
        String container = name(info, "AUTH_DBNAME");
        if (container == null) {
            return null;
        }
        int dot = container.indexOf('.');
        return new DatabaseFacts(
                name(info, "AUTH_SC_REAL_DBUNIQUE_NAME"),
                name(info, "AUTH_SC_DBUNIQUE_NAME"),
                dot < 1 ? container : container.substring(0, dot),
                id(info, "AUTH_DB_ID"),
                null,
                id(info, "AUTH_PDB_UID"));
    }

    private static String name(Properties info, String key) {
        String value = info.getProperty(key);
        return value == null || value.isBlank() ? null : value.toUpperCase(Locale.ROOT);
    }

    /** Null if it is not told, and for 0, which stands for none. */
    private static Long id(Properties info, String key) {
        String value = info.getProperty(key, info.getProperty(key + "\0"));
        Long number = value == null || !value.matches("\\d{1,18}") ? null : Long.valueOf(value);
        return number == null || number == 0 ? null : number;
    }

    /** Two keys may carry INST_ID; which of them does on which release is not documented, so they must agree. */
    private static Integer instance(Properties info) {
        Integer number = number(info, "AUTH_INSTANCE_NO");
        Integer id = number(info, "AUTH_SC_INSTANCE_ID");
        if (number == null || id == null) {
            return number == null ? id : number;
        }
        return number.equals(id) ? number : null;
    }

    private static Integer number(Properties info, String key) {
        String value = info.getProperty(key);
        return value == null || !value.matches("\\d{1,9}") ? null : Integer.valueOf(value);
    }
}
