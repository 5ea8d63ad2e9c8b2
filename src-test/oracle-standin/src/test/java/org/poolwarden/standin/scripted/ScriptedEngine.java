package org.poolwarden.standin.scripted;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;

/** An engine without a database: a test says what each statement gives. */
public final class ScriptedEngine implements Engine {

    public static final String USER = "SCOTT";
    public static final String PASSWORD = "Tiger#1 žluť";

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<ScriptedSession> sessions = new CopyOnWriteArrayList<>();

    /** Every statement that starts with this text does that. */
    public ScriptedEngine on(String start, Script script) {
        scripts.put(start, script);
        return this;
    }

    /** The session that logged in last. */
    public ScriptedSession last() {
        return sessions.get(sessions.size() - 1);
    }

    @Override
    public String password(String username) {
        return USER.equals(username) ? PASSWORD : null;
    }

    @Override
    public EngineSession open(Handshake handshake, Wire wire) {
        ScriptedSession session = new ScriptedSession(this, sessions.size() + 1, handshake, wire);
        sessions.add(session);
        return session;
    }

    Result run(ScriptedSession session, String sql, List<Bind> binds) throws OraException {
        for (Map.Entry<String, Script> script : scripts.entrySet()) {
            if (sql.startsWith(script.getKey())) {
                return script.getValue().run(session, binds);
            }
        }
        throw new OraException(900, "invalid SQL statement: " + sql);
    }

    /** What a statement does. */
    @FunctionalInterface
    public interface Script {
        Result run(ScriptedSession session, List<Bind> binds) throws OraException;
    }
}
