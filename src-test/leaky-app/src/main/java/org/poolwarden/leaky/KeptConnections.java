package org.poolwarden.leaky;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.poolwarden.leaky.answer.Refusal;
import org.poolwarden.leaky.database.Sql;

/** Every leaked connection by name. Nothing closes them when the application is undeployed: that is a leak too. */
final class KeptConnections {

    /** The static map that the leaks of this deployment are kept in. */
    static final KeptConnections HERE = new KeptConnections();

    private final ConcurrentSkipListMap<String, KeptConnection> byName = new ConcurrentSkipListMap<>();

    /** Refuses a name that is in use, before anything is borrowed for it. */
    void requireFree(String name) {
        if (byName.containsKey(name)) {
            throw inUse(name);
        }
    }

    /** Uses the connection once and keeps it; closes it only if that fails. */
    KeptConnection use(Connection connection, String name, String leak) throws SQLException {
        try {
            String sid = Sql.sid(connection);
            Sql.ping(connection);
            return keep(new KeptConnection(name, leak, sid, connection));
        } catch (SQLException | RuntimeException e) {
            Sql.giveUp(connection, e);
            throw e;
        }
    }

    KeptConnection keep(KeptConnection kept) {
        if (byName.putIfAbsent(kept.name(), kept) != null) {
            throw inUse(kept.name());
        }
        return kept;
    }

    KeptConnection get(String name) {
        KeptConnection kept = byName.get(name);
        if (kept == null) {
            throw new Refusal(404, "nothing is kept as " + name);
        }
        return kept;
    }

    void forget(KeptConnection kept) {
        byName.remove(kept.name(), kept);
    }

    /** A snapshot, by name. */
    List<KeptConnection> all() {
        return new ArrayList<>(byName.values());
    }

    private static Refusal inUse(String name) {
        return new Refusal(409, "a connection is already kept as " + name + ": close it, or choose another name");
    }
}
