package org.poolwarden.guardcontract.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * A real Oracle, a scratch one: it is given the users of the {@link World} and the guard; both are taken away again.
 * Refuses to start where one of those users, or a guard, exists already.
 */
public final class OracleEngine implements GuardEngine, AutoCloseable {

    private static final Set<Ability> ABILITIES = EnumSet.of(
            Ability.PUBLIC_ROLES,
            Ability.ADMINISTRATORS,
            Ability.BACKGROUND,
            Ability.BROKEN_AUDIT,
            Ability.OLD_AUDIT,
            Ability.DEFINER_CODE,
            Ability.DOUBLE_SCOPE,
            Ability.LINGUISTIC,
            Ability.ROW_LOCKS,
            Ability.POST_TRANSACTION,
            Ability.STRANGERS);
    private static final String TABLESPACE = System.getProperty("oracle.tablespace", "USERS");

    private final OracleConnections connections;
    private final String sysPassword;
    private boolean linguistic;

    private OracleEngine(OracleConnections connections, String sysPassword) {
        this.connections = connections;
        this.sysPassword = sysPassword;
    }

    /** Sets up the world and runs install.sql. */
    public static OracleEngine install(String url, String sysPassword) throws SQLException {
        OracleEngine engine = new OracleEngine(new OracleConnections(url), sysPassword);
        List<String> ddl = new ArrayList<>();
        World.ROLES.keySet().forEach(role -> ddl.add("CREATE ROLE " + role));
        World.ROLES.forEach((role, granted) -> granted.forEach(other -> ddl.add("GRANT " + other + " TO " + role)));
        World.USERS.forEach((user, roles) -> {
            ddl.addAll(user(user));
            roles.forEach(role -> ddl.add("GRANT " + role + " TO " + user));
        });
        World.GRANTEES.keySet().forEach(user -> ddl.addAll(user(user)));
        ddl.addAll(user(World.ADMINISTRATOR));
        ddl.add("GRANT SYSDBA TO " + World.ADMINISTRATOR);
        ddl.add("ALTER USER shop QUOTA UNLIMITED ON " + TABLESPACE);
        ddl.add("CREATE TABLE shop.contract_rows (id NUMBER PRIMARY KEY, n NUMBER NOT NULL) TABLESPACE " + TABLESPACE);
        ddl.add("INSERT INTO shop.contract_rows SELECT LEVEL, 0 FROM dual CONNECT BY LEVEL <= 20");
        ddl.add("GRANT SELECT, UPDATE ON shop.contract_rows TO " + World.BILLING);
        ddl.addAll(SqlPlusScript.read("install.sql")
                .with(Map.of(
                        "grantee",
                        World.POOLWARDEN,
                        "scope",
                        String.join(",", World.GRANTEES.get(World.POOLWARDEN)),
                        "audit_tablespace",
                        TABLESPACE))
                .statements());
        World.GRANTEES.forEach((user, scope) -> {
            ddl.add("GRANT EXECUTE ON sys.poolwarden TO " + user);
            ddl.add("GRANT EXECUTE ON sys.kill_session TO " + user);
            for (String view : new String[] {"sessions", "recovery", "database", "audit_log"}) {
                ddl.add("GRANT READ ON sys.poolwarden_" + view + " TO " + user);
            }
            if (!user.equals(World.POOLWARDEN)) {
                scope.forEach(
                        name -> ddl.add("INSERT INTO sys.poolwarden_scope VALUES ('" + user + "', '" + name + "')"));
            }
        });
        engine.refuseUnlessScratch();
        try {
            engine.asSys(ddl);
        } catch (SQLException e) {
            try {
                engine.close();
            } catch (SQLException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        return engine;
    }

    private void refuseUnlessScratch() throws SQLException {
        Set<String> ours = new TreeSet<>(World.USERS.keySet());
        ours.addAll(World.GRANTEES.keySet());
        ours.addAll(World.ROLES.keySet());
        ours.add(World.ADMINISTRATOR);
        try (Connection sys = sys();
                Statement statement = sys.createStatement();
                ResultSet found = statement.executeQuery(inTheWay(ours))) {
            if (found.next()) {
                throw new IllegalStateException(
                        "not a scratch database: it has " + found.getString(1) + " already; nothing was changed");
            }
        }
    }

    /** A guard that is there already is somebody's: installing would add to it, uninstalling would drop its audit. */
    public static String inTheWay(Set<String> ours) {
        String names = "('" + String.join("', '", ours) + "')";
        return "SELECT username FROM dba_users WHERE username IN " + names
                + " UNION ALL SELECT role FROM dba_roles WHERE role IN " + names
                + " UNION ALL SELECT owner || '.' || object_name FROM dba_objects"
                + " WHERE (owner = 'SYS' AND (object_name LIKE 'POOLWARDEN%' OR object_name = 'KILL_SESSION'))"
                + " OR (owner = 'PUBLIC' AND object_name = 'KILL_SESSION' AND object_type = 'SYNONYM')";
    }

    @Override
    public boolean can(Ability ability) {
        return ABILITIES.contains(ability);
    }

    @Override
    public Victim open(String user) throws SQLException {
        if (user.equals(World.MAINTAINED)) {
            Connection sys = sys();
            return new Victim(sys, OracleConnections.keyOf(sys), "SELECT 1 FROM dual");
        }
        return connections.victim(user);
    }

    @Override
    public GuardClient as(String user) throws SQLException {
        GuardClient client = connections.client(user);
        if (linguistic) {
            OracleConnections.execute(
                    client.connection(),
                    List.of("ALTER SESSION SET NLS_SORT = BINARY_AI", "ALTER SESSION SET NLS_COMP = LINGUISTIC"));
            if (client.query("SELECT 1 FROM dual WHERE '" + World.SHOP + "' = '" + World.TWIN + "'")
                    .isEmpty()) {
                throw new AssertionError("the session takes the two names for two");
            }
        }
        return client;
    }

    @Override
    public int oraCode(SQLException exception) {
        return exception.getErrorCode();
    }

    @Override
    public SessionKey background() throws SQLException {
        try (Connection sys = sys();
                Statement statement = sys.createStatement();
                ResultSet row = statement.executeQuery("SELECT inst_id, sid, serial# FROM gv$session"
                        + " WHERE type = 'BACKGROUND' AND username IS NULL FETCH FIRST 1 ROW ONLY")) {
            row.next();
            return new SessionKey(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    @Override
    public Scene publicRole(String role) throws SQLException {
        asSys(List.of("GRANT " + role + " TO PUBLIC"));
        return new Scene(this, () -> asSys(List.of("REVOKE " + role + " FROM PUBLIC")));
    }

    @Override
    public Scene linguistic() {
        linguistic = true;
        return new Scene(this, () -> linguistic = false);
    }

    @Override
    public void breakAudit(boolean broken) throws SQLException {
        asSys(List.of(
                broken
                        ? "ALTER TABLE sys.poolwarden_audit ADD CONSTRAINT full_up CHECK (1 = 0) ENABLE NOVALIDATE"
                        : "ALTER TABLE sys.poolwarden_audit DROP CONSTRAINT full_up"));
    }

    @Override
    public void ageAudit(long auditId, int days) throws SQLException {
        asSys(List.of("UPDATE sys.poolwarden_audit SET at_time = at_time - NUMTODSINTERVAL(" + days
                + ", 'DAY') WHERE audit_id = " + auditId));
    }

    @Override
    public void checkThroughCodeOf(String owner, Connection caller, SessionKey session) throws SQLException {
        String procedure = owner + ".check_for_me";
        asSys(List.of(
                "CREATE OR REPLACE PROCEDURE " + procedure + " (p_sid NUMBER, p_serial NUMBER, p_instance NUMBER)"
                        + " AUTHID DEFINER AS BEGIN sys.poolwarden.check_session(p_sid, p_serial, p_instance); END;",
                "GRANT EXECUTE ON " + procedure + " TO PUBLIC"));
        try (var call = caller.prepareCall("{call " + procedure + "(?, ?, ?)}")) {
            call.setLong(1, session.sid());
            call.setLong(2, session.serial());
            call.setLong(3, session.instance());
            call.execute();
        }
    }

    /** Runs uninstall.sql and drops the world. */
    @Override
    public void close() throws SQLException {
        List<String> ddl = new ArrayList<>(SqlPlusScript.read("uninstall.sql")
                .with(Map.of("keep_audit", "NO"))
                .statements());
        World.USERS.keySet().forEach(user -> ddl.add("DROP USER " + user + " CASCADE"));
        World.GRANTEES.keySet().forEach(user -> ddl.add("DROP USER " + user + " CASCADE"));
        ddl.add("DROP USER " + World.ADMINISTRATOR + " CASCADE");
        World.ROLES.keySet().forEach(role -> ddl.add("DROP ROLE " + role));
        SQLException failures = new SQLException("not everything could be taken away");
        for (String statement : ddl) {
            try {
                asSys(List.of(statement));
            } catch (SQLException e) {
                failures.addSuppressed(e);
            }
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }

    private static List<String> user(String name) {
        return List.of(
                "CREATE USER " + name + " IDENTIFIED BY \"" + World.PASSWORD + "\"", "GRANT CREATE SESSION TO " + name);
    }

    private Connection sys() throws SQLException {
        return connections.open("SYS as SYSDBA", sysPassword, "contract");
    }

    private void asSys(List<String> statements) throws SQLException {
        try (Connection sys = sys()) {
            OracleConnections.execute(sys, statements);
        }
    }
}
