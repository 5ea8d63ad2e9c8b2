package org.poolwarden.standin.database;

import java.util.List;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.SystemView;

/** V$SESSION_CONNECT_INFO: where every user finds the serial# of its own session. */
final class ConnectInfo implements SystemObjects {

    @Override
    public List<SystemView> views(OracleDatabase database) {
        return List.of(new SystemView(
                "V_$SESSION_CONNECT_INFO",
                List.of(new SystemView.Column("SID", "NUMBER"), new SystemView.Column("SERIAL#", "NUMBER")),
                (user, wanted) -> database.sessions().stream()
                        .filter(session -> user.equals(session.username()))
                        .map(session -> new Object[] {session.sid(), session.serial()})
                        .toList()));
    }

    @Override
    public boolean readable(String username) {
        return true;
    }

    @Override
    public Procedure procedure(OracleDatabase database, String name, String username) {
        return null;
    }
}
