package org.poolwarden.standin.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.h2.H2Errors;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;

/** One instance of a database: the engine behind one listener. Each counts its SIDs and serials by itself. */
public final class OracleInstance implements Engine {

    private static final int LARGEST_NUMBER = 65_535;
    private static final int FIRST_SID = 20;
    private static final int FIRST_SERIAL = 1000;

    private final OracleDatabase database;
    private final int number;
    private final Map<Integer, OracleSession> sessions = new TreeMap<>();
    private int lastSerial = FIRST_SERIAL;

    OracleInstance(OracleDatabase database, int number) {
        this.database = database;
        this.number = number;
    }

    /** INST_ID. */
    public int number() {
        return number;
    }

    @Override
    public String password(String username) {
        return database.password(username);
    }

    @Override
    public boolean isFull() {
        synchronized (sessions) {
            return sessions.size() >= database.limits().sessions();
        }
    }

    @Override
    public EngineSession open(Handshake handshake, Wire wire) throws OraException {
        if (password(handshake.username()) == null) {
            throw new OraException(1017, "invalid username/password; logon denied");
        }
        Connection connection;
        try {
            connection = database.connect(handshake.username());
        } catch (SQLException e) {
            throw H2Errors.translate(e);
        }
        OracleSession session = add(handshake, wire, connection);
        if (session == null) {
            try (connection) {
                throw new OraException(18, "maximum number of sessions exceeded");
            } catch (SQLException e) {
                throw H2Errors.translate(e);
            }
        }
        return session;
    }

    /** Null if it is full. */
    private OracleSession add(Handshake handshake, Wire wire, Connection connection) {
        synchronized (sessions) {
            if (isFull()) {
                return null;
            }
            int sid = FIRST_SID;
            while (sessions.containsKey(sid)) {
                sid++;
            }
            lastSerial = lastSerial == LARGEST_NUMBER ? 1 : lastSerial + 1;
            SessionId key = new SessionId(number, sid, lastSerial);
            OracleSession session = new OracleSession(database, handshake, wire, key, connection);
            sessions.put(sid, session);
            return session;
        }
    }

    /** Those in the dictionary, by SID. */
    List<OracleSession> live() {
        synchronized (sessions) {
            return List.copyOf(sessions.values());
        }
    }

    /** Null if there is none. */
    OracleSession live(int sid) {
        synchronized (sessions) {
            return sessions.get(sid);
        }
    }

    void gone(OracleSession session) {
        synchronized (sessions) {
            sessions.remove(session.sid(), session);
        }
    }
}
