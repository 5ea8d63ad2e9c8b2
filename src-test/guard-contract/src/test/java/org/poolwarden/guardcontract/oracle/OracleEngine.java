package org.poolwarden.guardcontract.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.SqlAction;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * A real Oracle, a scratch one: it is given the users of the {@link World} and the guard; both are taken away again.
 * Refuses to start unless it is the database that was named, and where any user but Oracle's own and the PDB's
 * administrator, or a guard, exists already. Nothing powerful is granted to PUBLIC: the guard that is installed here
 * takes one more role for a powerful one, which has no privilege at all.
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
            Ability.CURSORS,
            Ability.PLANS,
            Ability.OPERATORS,
            Ability.NARROW_SCOPE,
            Ability.KEEPERS,
            Ability.LIMITS,
            Ability.PRINTED,
            Ability.ROW_LOCKS,
            Ability.DISCONNECT,
            Ability.POST_TRANSACTION,
            Ability.STRANGERS);
    private static final Map<String, String> FIXED_TABLES =
            Map.of("X$KSUSE", "session", "X$KSUPR", "process", "X$KTCXB", "transaction", "X$KZSRT", "pwfile_users");
    private static final String HARMLESS = "CONTRACT_HARMLESS";
    private static final String HARMLESS_CHAIN = "CONTRACT_CHAIN";
    private static final String POWERFUL = "NLSSORT('PDB_DBA', 'NLS_SORT=BINARY'))";
    private static final String TABLESPACE = System.getProperty("oracle.tablespace", "USERS");

    private final OracleConnections connections;
    private final String sysPassword;
    private boolean linguistic;

    private OracleEngine(OracleConnections connections, String sysPassword) {
        this.connections = connections;
        this.sysPassword = sysPassword;
    }

    /**
     * Sets up the world and runs install.sql.
     *
     * @param database the container that is meant, as SYS_CONTEXT('USERENV', 'CON_NAME') says it
     * @param known users that are there already and may be
     */
    public static OracleEngine install(String url, String sysPassword, String database, Set<String> known)
            throws SQLException {
        OracleEngine engine = new OracleEngine(new OracleConnections(url), sysPassword);
        List<String> ddl = new ArrayList<>();
        World.ROLES.keySet().forEach(role -> ddl.add("CREATE ROLE " + role));
        ddl.add("CREATE ROLE " + HARMLESS);
        ddl.add("CREATE ROLE " + HARMLESS_CHAIN);
        ddl.add("GRANT " + HARMLESS + " TO " + HARMLESS_CHAIN);
        World.ROLES.forEach((role, granted) -> granted.forEach(other -> ddl.add("GRANT " + other + " TO " + role)));
        World.USERS.forEach((user, roles) -> {
            ddl.addAll(user(user));
            roles.forEach(role -> ddl.add("GRANT " + role + " TO " + user));
        });
        World.GRANTEES.keySet().forEach(user -> ddl.addAll(user(user)));
        ddl.addAll(user(World.ADMINISTRATOR));
        ddl.addAll(user(World.KEEPER));
        ddl.add("GRANT SYSDBA, SYSOPER TO " + World.ADMINISTRATOR);
        ddl.add("ALTER USER shop QUOTA UNLIMITED ON " + TABLESPACE);
        ddl.add("CREATE TABLE shop.contract_rows (id NUMBER PRIMARY KEY, n NUMBER NOT NULL) TABLESPACE " + TABLESPACE);
        ddl.add("INSERT INTO shop.contract_rows SELECT LEVEL, 0 FROM dual CONNECT BY LEVEL <= 20");
        ddl.add("GRANT SELECT, UPDATE ON shop.contract_rows TO " + World.BILLING);
        ddl.addAll(SqlPlusScript.read("install.sql")
                .edited(POWERFUL, POWERFUL.replace("))", "), NLSSORT('" + HARMLESS + "', 'NLS_SORT=BINARY'))"))
                .with(Map.of(
                        "grantee",
                        World.POOLWARDEN,
                        "scope",
                        String.join(",", World.GRANTEES.get(World.POOLWARDEN)),
                        "audit_tablespace",
                        TABLESPACE,
                        "txn_priority",
                        engine.connections.priorityColumn(sysPassword)))
                .statements());
        World.GRANTEES.forEach((user, scope) -> {
            ddl.add("GRANT EXECUTE ON sys.poolwarden TO " + user);
            ddl.add("GRANT EXECUTE ON sys.kill_session TO " + user);
            for (String view :
                    "sessions slaves recovery cleanup acts parameters sessionless database audit_log".split(" ")) {
                ddl.add("GRANT READ ON sys.poolwarden_" + view + " TO " + user);
            }
            if (!user.equals(World.POOLWARDEN)) {
                scope.forEach(name -> ddl.add("INSERT INTO sys.poolwarden_scope (grantee, username) VALUES ('" + user
                        + "', '" + name + "')"));
            }
        });
        ddl.add("GRANT EXECUTE ON sys.poolwarden_admin TO " + World.KEEPER);
        engine.refuseUnlessScratch(database, known);
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

    private void refuseUnlessScratch(String database, Set<String> known) throws SQLException {
        Set<String> ours = new TreeSet<>(World.USERS.keySet());
        ours.addAll(World.GRANTEES.keySet());
        ours.addAll(World.ROLES.keySet());
        ours.add(World.ADMINISTRATOR);
        ours.add(World.KEEPER);
        ours.add(HARMLESS);
        ours.add(HARMLESS_CHAIN);
        try (Connection sys = sys();
                Statement statement = sys.createStatement()) {
            try (ResultSet name = statement.executeQuery("SELECT SYS_CONTEXT('USERENV', 'CON_NAME') FROM dual")) {
                name.next();
                if (!name.getString(1).equalsIgnoreCase(database)) {
                    throw new IllegalStateException("the database is " + name.getString(1) + " and not " + database
                            + ", which -Doracle.database names; nothing was changed");
                }
            }
            try (ResultSet found = statement.executeQuery(inTheWay(ours))) {
                while (found.next()) {
                    if (known.contains(found.getString(1))) {
                        continue;
                    }
                    throw new IllegalStateException(
                            "not a scratch database: it has " + found.getString(1) + "; nothing was changed");
                }
            }
        }
    }

    /**
     * A guard that is there already is somebody's: installing would add to it, uninstalling would drop its audit. And
     * a user who is not Oracle's is somebody; each PDB has an administrator, whom PDB_DBA was granted at its creation.
     */
    public static String inTheWay(Set<String> ours) {
        String names = "('" + String.join("', '", ours) + "')";
        return "SELECT u.username FROM dba_users u WHERE u.username IN " + names
                + " OR (u.oracle_maintained = 'N' AND NOT EXISTS (SELECT 1 FROM dba_role_privs r"
                + " WHERE r.grantee = u.username AND r.granted_role = 'PDB_DBA'))"
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
    public Victim openOperator() throws SQLException {
        Connection operator = connections.open(World.ADMINISTRATOR + " as SYSOPER", World.PASSWORD, "leaky-app");
        return new Victim(operator, OracleConnections.keyOf(operator), "SELECT 1 FROM dual");
    }

    @Override
    public Scene narrowed(String machine, String program, String service) throws SQLException {
        asSys(List.of(narrow(machine, program, service)));
        return new Scene(this, () -> asSys(List.of(narrow(null, null, null))));
    }

    private static String narrow(String machine, String program, String service) {
        return "UPDATE sys.poolwarden_scope SET machine = " + literal(machine) + ", program = " + literal(program)
                + ", service = " + literal(service) + " WHERE grantee = 'POOLWARDEN' AND username = 'SHOP'";
    }

    private static String literal(String text) {
        return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
    }

    @Override
    public Scene limited(String grantee, String username, int actsPerHour) throws SQLException {
        String limit = "UPDATE sys.poolwarden_scope SET acts_per_hour = %s WHERE grantee = '" + grantee
                + "' AND username = '" + username + "'";
        asSys(List.of(
                "UPDATE sys.poolwarden_audit SET at_time = at_time - NUMTODSINTERVAL(2, 'HOUR')",
                limit.formatted(actsPerHour)));
        return new Scene(this, () -> asSys(List.of(limit.formatted("NULL"))));
    }

    @Override
    public List<String> printed(GuardClient client, SqlAction call) throws SQLException {
        OracleConnections.execute(client.connection(), List.of("BEGIN dbms_output.enable(20000); END;"));
        call.run();
        List<String> lines = new ArrayList<>();
        try (var next = client.connection().prepareCall("{call dbms_output.get_line(?, ?)}")) {
            next.registerOutParameter(1, Types.VARCHAR);
            next.registerOutParameter(2, Types.NUMERIC);
            for (next.execute(); next.getInt(2) == 0; next.execute()) {
                lines.add(next.getString(1));
            }
        }
        return lines;
    }

    @Override
    public String serviceOf(SessionKey session) throws SQLException {
        try (Connection sys = sys();
                Statement statement = sys.createStatement();
                ResultSet row = statement.executeQuery("SELECT service_name FROM gv$session WHERE inst_id = "
                        + session.instance() + " AND sid = " + session.sid())) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public Scene publicRole(String role) throws SQLException {
        String harmless = World.ROLES.getOrDefault(role, List.of("DBA")).isEmpty()
                ? role
                : role.equals("DBA") ? HARMLESS : HARMLESS_CHAIN;
        asSys(List.of("GRANT " + harmless + " TO PUBLIC"));
        return new Scene(this, () -> asSys(List.of("REVOKE " + harmless + " FROM PUBLIC")));
    }

    /**
     * By the fixed tables in the plan of the statement that the client's session ran last, with the starts that were
     * counted. Each gv$ view has one that only it is made of; of the dictionary nothing is counted here.
     */
    @Override
    public Map<String, Integer> reads(GuardClient client, String query) throws SQLException {
        client.query(query.replaceFirst("SELECT", "SELECT /*+ GATHER_PLAN_STATISTICS */"));
        Map<String, Integer> reads = new TreeMap<>();
        try (Connection sys = sys();
                Statement statement = sys.createStatement();
                ResultSet starts = statement.executeQuery(startsOf(client.session()))) {
            while (starts.next()) {
                String view = FIXED_TABLES.get(starts.getString(1));
                if (view != null) {
                    reads.merge(view, starts.getInt(2), Integer::sum);
                }
            }
        }
        return reads;
    }

    private static String startsOf(SessionKey session) {
        return "SELECT p.object_name, p.last_starts FROM v$session s JOIN v$sql_plan_statistics_all p"
                + " ON p.sql_id = s.prev_sql_id AND p.child_number = s.prev_child_number"
                + " WHERE s.sid = " + session.sid() + " AND s.serial# = " + session.serial()
                + " AND p.operation = 'FIXED TABLE'";
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
    public void ageAudit(long auditId, Duration by) throws SQLException {
        asSys(List.of("UPDATE sys.poolwarden_audit SET at_time = at_time - NUMTODSINTERVAL(" + by.toSeconds()
                + ", 'SECOND') WHERE audit_id = " + auditId));
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
        ddl.add("DROP USER " + World.KEEPER + " CASCADE");
        World.ROLES.keySet().forEach(role -> ddl.add("DROP ROLE " + role));
        ddl.add("DROP ROLE " + HARMLESS_CHAIN);
        ddl.add("DROP ROLE " + HARMLESS);
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
