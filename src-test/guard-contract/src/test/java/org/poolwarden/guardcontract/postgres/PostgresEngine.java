package org.poolwarden.guardcontract.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.LastMoment;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.SqlAction;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/** Our own PL/SQL, translated, in one database of the {@link PostgresLane}. Its sessions are PostgreSQL's own. */
public final class PostgresEngine implements GuardEngine {

    private static final String NARROW = "UPDATE sys.poolwarden_scope SET machine = ?, program = ?, service = ?"
            + " WHERE grantee = 'POOLWARDEN' AND username = 'SHOP'";
    private static final Pattern SCAN = Pattern.compile("Function Scan on read_(\\w+) .*loops=(\\d+)");

    private final PostgresCluster cluster;
    private final String database;
    private final SqlPlusScript install;

    /**
     * @param install what was installed in that database
     */
    public PostgresEngine(PostgresCluster cluster, String database, SqlPlusScript install) {
        this.cluster = cluster;
        this.database = database;
        this.install = install;
    }

    @Override
    public boolean can(Ability ability) {
        return true;
    }

    @Override
    public Victim open(String user) throws SQLException {
        Connection connection = cluster.connect(database, user.toLowerCase(Locale.ROOT), "leaky-app");
        return new Victim(connection, keyOf(connection), "SELECT 1");
    }

    @Override
    public GuardClient as(String user) throws SQLException {
        Connection connection = cluster.connect(database, user.toLowerCase(Locale.ROOT), "guard-client");
        return new GuardClient(connection, keyOf(connection), "poolwarden.");
    }

    @Override
    public int oraCode(SQLException exception) {
        String state = exception.getSQLState();
        if (state.startsWith("45")) {
            return 20000 + Integer.parseInt(state.substring(2));
        }
        if (state.startsWith("R")) {
            return Integer.parseInt(state.substring(1));
        }
        return switch (state) {
            case "42501" -> 1031; // insufficient privileges
            case "57014" -> 1013; // cancelled
            case "57P01", "08006" -> 3113; // the session has ended
            default -> throw new AssertionError("no ORA- number for " + state, exception);
        };
    }

    @Override
    public SessionKey background() throws SQLException {
        return keyWhere("type = 'BACKGROUND' AND username IS NULL");
    }

    @Override
    public Scene twin(SessionKey session, SessionKey key, String username) throws SQLException {
        execute(
                "INSERT INTO sys.second_instance SELECT * FROM sys.first_instance WHERE sid = " + session.sid(),
                "UPDATE sys.second_instance SET inst_id = %d, sid = %d, serial_no = %d, username = '%s'"
                        .formatted(key.instance(), key.sid(), key.serial(), username));
        return new Scene(this, () -> execute("DELETE FROM sys.second_instance"));
    }

    @Override
    public void kill(SessionKey session) throws SQLException {
        execute("INSERT INTO sys.killed_sessions VALUES (" + session.sid() + ")");
    }

    @Override
    public Victim openOperator() throws SQLException {
        Victim victim = open(World.STRANGER);
        pretend(victim.session(), "PUBLIC", "USER");
        return victim;
    }

    @Override
    public void pretend(SessionKey session, String username, String type) throws SQLException {
        execute("INSERT INTO sys.pretended (sid, username, type) VALUES (%d, %s, '%s')"
                .formatted(session.sid(), username == null ? "NULL" : "'" + username + "'", type));
    }

    @Override
    public Scene narrowed(String machine, String program, String service) throws SQLException {
        narrow(machine, program, service);
        return new Scene(this, () -> narrow(null, null, null));
    }

    private void narrow(String machine, String program, String service) throws SQLException {
        try (Connection owner = owner();
                PreparedStatement update = owner.prepareStatement(NARROW)) {
            update.setString(1, machine);
            update.setString(2, program);
            update.setString(3, service);
            update.executeUpdate();
        }
    }

    @Override
    public Scene limited(String grantee, String username, int actsPerHour) throws SQLException {
        String row = " WHERE grantee = '" + grantee + "' AND username = '" + username + "'";
        execute(
                "UPDATE sys.poolwarden_audit SET at_time = at_time - interval '2 hours'",
                "UPDATE sys.poolwarden_scope SET acts_per_hour = " + actsPerHour + row);
        return new Scene(this, () -> execute("UPDATE sys.poolwarden_scope SET acts_per_hour = NULL" + row));
    }

    @Override
    public List<String> printed(GuardClient client, SqlAction call) throws SQLException {
        client.query("SELECT dbms_output.enable(20000)");
        call.run();
        return client.query("SELECT unnest(lines) AS line FROM dbms_output.get_lines(100)").stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }

    @Override
    public String serviceOf(SessionKey session) {
        return "shop_service";
    }

    @Override
    public Scene publicRole(String role) throws SQLException {
        execute("INSERT INTO sys.public_roles VALUES ('" + role + "')");
        return new Scene(this, () -> execute("DELETE FROM sys.public_roles"));
    }

    @Override
    public Scene cluster(int... members) throws SQLException {
        for (int member : members) {
            execute("INSERT INTO sys.v_$active_instances VALUES (" + member + ")");
        }
        return new Scene(this, () -> execute("DELETE FROM sys.v_$active_instances"));
    }

    @Override
    public void nestedTransaction(SessionKey session) throws SQLException {
        execute("INSERT INTO sys.nested_transactions VALUES (" + session.sid() + ")");
    }

    @Override
    public void makeSlave(SessionKey slave, SessionKey coordinator) throws SQLException {
        execute("INSERT INTO sys.px_sessions VALUES (%d, %d, %d, %d, %d, 1), (1, %d, %d, %d, NULL, NULL)"
                .formatted(
                        slave.instance(),
                        slave.sid(),
                        slave.serial(),
                        coordinator.sid(),
                        coordinator.serial(),
                        coordinator.sid(),
                        coordinator.serial(),
                        coordinator.sid()));
    }

    @Override
    public void makeJob(SessionKey slave) throws SQLException {
        long job = slave.sid();
        execute(
                "INSERT INTO sys.dba_objects VALUES ('SHOP', 'NIGHTLY', 'JOB', " + job + ", 'VALID')",
                "INSERT INTO sys.gv_$scheduler_running_jobs VALUES (1, %d, %d, %d)"
                        .formatted(slave.sid(), slave.serial(), job));
    }

    @Override
    public void makeNamelessJob(SessionKey slave) throws SQLException {
        execute("INSERT INTO sys.dba_objects VALUES ('SHOP', 'ANOTHER', 'JOB', -2, 'VALID')");
        execute("INSERT INTO sys.gv_$scheduler_running_jobs VALUES (1, %d, %d, -1)"
                .formatted(slave.sid(), slave.serial()));
    }

    /** By the functions of the shim, each of which stands for one view of Oracle's, in the plan that was run. */
    @Override
    public Map<String, Integer> reads(GuardClient client, String query) throws SQLException {
        Map<String, Integer> reads = new TreeMap<>();
        for (Map<String, Object> line : client.query("EXPLAIN (ANALYZE, TIMING OFF) " + query)) {
            Matcher scan = SCAN.matcher((String) line.get("query plan"));
            if (scan.find()) {
                reads.merge(scan.group(1), Integer.parseInt(scan.group(2)), Integer::sum);
            }
        }
        return reads;
    }

    @Override
    public void answer(SessionKey session, String verb, int oraCode) throws SQLException {
        execute("INSERT INTO sys.scripted_answers VALUES (%d, '%s', %d)".formatted(session.sid(), verb, oraCode));
    }

    @Override
    public Scene linguistic() throws SQLException {
        try {
            PostgresEngine other = PostgresLane.get().linguisticGuard(install);
            try (Connection owner = other.owner();
                    Statement statement = owner.createStatement();
                    ResultSet found = statement.executeQuery(
                            "SELECT COUNT(*) FROM sys.dba_users u WHERE u.username = '" + World.SHOP + "'")) {
                found.next();
                if (found.getLong(1) != 2) {
                    throw new AssertionError("a comparison of its own finds " + found.getLong(1) + " names, not two");
                }
            }
            return new Scene(other, () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
    }

    @Override
    public void breakAudit(boolean broken) throws SQLException {
        execute(
                broken
                        ? "ALTER TABLE sys.poolwarden_audit ADD CONSTRAINT full_up CHECK (false) NOT VALID"
                        : "ALTER TABLE sys.poolwarden_audit DROP CONSTRAINT full_up");
    }

    @Override
    public Scene atTheLastMoment(LastMoment event) throws SQLException {
        String deed =
                switch (event) {
                    case PROTECTED -> "INSERT INTO sys.password_file VALUES ('SHOP')";
                    case OUT_OF_SCOPE -> "UPDATE sys.poolwarden_scope SET username = 'LATER' WHERE username = 'SHOP'";
                    case SLAVE ->
                        "INSERT INTO sys.px_sessions VALUES (new.inst_id, new.sid, new.serial_no, 1, 1, new.inst_id)";
                    case REUSED ->
                        "INSERT INTO sys.pretended VALUES (new.sid, 'SHOP', 'USER', new.serial_no + 1, NULL)";
                    case LOGGED_ON_ANEW ->
                        "INSERT INTO sys.pretended VALUES (new.sid, 'SHOP', 'USER', NULL, '2001-01-01')";
                    case ENDED -> "PERFORM pg_terminate_backend(new.sid::int, 15000)";
                    case ANOTHER_ACT ->
                        "INSERT INTO sys.poolwarden_audit (audit_id, caller, action, outcome)"
                                + " VALUES (-new.audit_id, new.caller, new.action, 'DONE')";
                    case AUDIT_FULL -> "NULL";
                };
        execute(
                "CREATE FUNCTION sys.last_moment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + deed
                        + "; RETURN NULL; END $$",
                "CREATE TRIGGER last_moment AFTER INSERT ON sys.poolwarden_audit FOR EACH ROW"
                        + " WHEN (new.outcome = 'STARTED') EXECUTE FUNCTION sys.last_moment()");
        if (event == LastMoment.AUDIT_FULL) {
            execute(
                    "CREATE FUNCTION sys.audit_full() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'the tablespace is full'; END $$",
                    "CREATE TRIGGER audit_full BEFORE UPDATE ON sys.poolwarden_audit FOR EACH ROW"
                            + " EXECUTE FUNCTION sys.audit_full()");
        }
        return new Scene(
                this,
                () -> execute(
                        "DROP TRIGGER last_moment ON sys.poolwarden_audit",
                        "DROP FUNCTION sys.last_moment()",
                        "DROP TRIGGER IF EXISTS audit_full ON sys.poolwarden_audit",
                        "DROP FUNCTION IF EXISTS sys.audit_full()",
                        "DELETE FROM sys.password_file WHERE username = 'SHOP'",
                        "DELETE FROM sys.px_sessions",
                        "DELETE FROM sys.pretended",
                        "UPDATE sys.poolwarden_scope SET username = 'SHOP' WHERE username = 'LATER'"));
    }

    @Override
    public void ageAudit(long auditId, int days) throws SQLException {
        execute("UPDATE sys.poolwarden_audit SET at_time = at_time - interval '%d days' WHERE audit_id = %d"
                .formatted(days, auditId));
    }

    @Override
    public void recovering(int usn, String state) throws SQLException {
        execute("INSERT INTO sys.gv_$fast_start_transactions VALUES (1, %d, 7, 99, '%s', 20, 100)"
                .formatted(usn, state));
    }

    @Override
    public void rollingBack(SessionKey session) throws SQLException {
        execute("INSERT INTO sys.rolling_back VALUES (" + session.sid() + ")");
    }

    @Override
    public void checkThroughCodeOf(String owner, Connection caller, SessionKey session) throws SQLException {
        execute(
                "CREATE OR REPLACE PROCEDURE shop.check_for_me(sid numeric, serial numeric, instance numeric)"
                        + " LANGUAGE plpgsql SECURITY DEFINER AS"
                        + " 'BEGIN CALL poolwarden.check_session(sid, serial, instance); END'",
                "ALTER PROCEDURE shop.check_for_me OWNER TO " + owner);
        try (CallableStatement call = caller.prepareCall("{call shop.check_for_me(?, ?, ?)}")) {
            call.setBigDecimal(1, BigDecimal.valueOf(session.sid()));
            call.setBigDecimal(2, BigDecimal.valueOf(session.serial()));
            call.setBigDecimal(3, BigDecimal.valueOf(session.instance()));
            call.execute();
        }
    }

    @Override
    public String alertLog() {
        try {
            return Files.readString(cluster.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs statements as the owner of the guard. */
    public void execute(String... statements) throws SQLException {
        cluster.execute(database, statements);
    }

    /** Drops the database, whoever is connected. */
    public void drop() throws SQLException {
        cluster.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    /** A connection as the owner of the guard. */
    public Connection owner() throws SQLException {
        return cluster.connect(database, "sys", "setup");
    }

    private SessionKey keyOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return keyWhere("sid = " + rows.getLong(1));
        }
    }

    private SessionKey keyWhere(String condition) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT inst_id, sid, serial_no FROM sys.gv_$session WHERE " + condition + " LIMIT 1")) {
            rows.next();
            return new SessionKey(rows.getLong(1), rows.getLong(2), rows.getLong(3));
        }
    }
}
