package org.poolwarden.guardcontract.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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

    private static final String NARROW = "UPDATE %s.poolwarden_scope SET machine = ?, program = ?, service = ?"
            + " WHERE grantee = 'POOLWARDEN' AND username = 'SHOP'";
    private static final Pattern SCAN = Pattern.compile("Function Scan on read_(\\w+) .*loops=(\\d+)");

    private final PostgresCluster cluster;
    private final String database;
    private final SqlPlusScript install;
    private final GuardVariant variant;
    private final KeptConnection kept;

    /**
     * @param install what was installed in that database
     * @param variant where and with what rights
     */
    public PostgresEngine(PostgresCluster cluster, String database, SqlPlusScript install, GuardVariant variant) {
        this(cluster, database, install, variant, new KeptConnection(cluster, database));
    }

    private PostgresEngine(
            PostgresCluster cluster,
            String database,
            SqlPlusScript install,
            GuardVariant variant,
            KeptConnection kept) {
        this.cluster = cluster;
        this.database = database;
        this.install = install;
        this.variant = variant;
        this.kept = kept;
    }

    @Override
    public boolean can(Ability ability) {
        return variant.can(ability);
    }

    @Override
    public String schema() {
        return variant.schema();
    }

    @Override
    public Victim open(String user) throws SQLException {
        Connection connection = cluster.connect(database, user.toLowerCase(Locale.ROOT), "leaky-app");
        return new Victim(connection, kept.keyOf(connection), "SELECT 1");
    }

    @Override
    public GuardClient as(String user) throws SQLException {
        Connection connection = cluster.connect(database, user.toLowerCase(Locale.ROOT), "guard-client");
        return new GuardClient(connection, kept.keyOf(connection), "poolwarden.", schema());
    }

    @Override
    public int oraCode(SQLException exception) {
        return OraCodes.of(exception);
    }

    @Override
    public SessionKey background() throws SQLException {
        return kept.key("type = 'BACKGROUND' AND username IS NULL");
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
    public void share(SessionKey session) throws SQLException {
        execute("INSERT INTO sys.shared_servers VALUES (" + session.sid() + ")");
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
                PreparedStatement update = owner.prepareStatement(NARROW.formatted(schema()))) {
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
                "UPDATE " + schema() + ".poolwarden_audit SET at_time = at_time - interval '2 hours'",
                "UPDATE " + schema() + ".poolwarden_scope SET acts_per_hour = " + actsPerHour + row);
        return new Scene(
                this, () -> execute("UPDATE " + schema() + ".poolwarden_scope SET acts_per_hour = NULL" + row));
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
        execute("INSERT INTO sys.scripted_answers VALUES (%d, '%s', %d, false)"
                .formatted(session.sid(), verb, oraCode));
    }

    @Override
    public Scene linguistic() throws SQLException {
        try {
            PostgresEngine other = PostgresLane.get().linguisticGuard(install, variant);
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
        execute("ALTER TABLE " + schema() + ".poolwarden_audit "
                + (broken ? "ADD CONSTRAINT full_up CHECK (false) NOT VALID" : "DROP CONSTRAINT full_up"));
    }

    @Override
    public Scene atTheLastMoment(LastMoment event) throws SQLException {
        execute(LastMoments.begin(event, schema()));
        return new Scene(this, () -> execute(LastMoments.end(schema())));
    }

    @Override
    public void ageAudit(long auditId, Duration by) throws SQLException {
        execute("UPDATE %s.poolwarden_audit SET at_time = at_time - interval '%d seconds' WHERE audit_id = %d"
                .formatted(schema(), by.toSeconds(), auditId));
    }

    @Override
    public void recovering(int usn, String state) throws SQLException {
        execute("INSERT INTO sys.gv_$fast_start_transactions VALUES (1, %d, 7, 99, '%s', 20, 100)"
                .formatted(usn, state));
    }

    @Override
    public Scene managed(SessionKey session) throws SQLException {
        if (variant == GuardVariant.RDS) {
            return new Scene(this, () -> {});
        }
        execute(
                "INSERT INTO sys.scripted_answers SELECT " + session.sid()
                        + ", v, 1031, true FROM unnest(ARRAY['DISCONNECT', 'KILL', 'CANCEL']) v",
                "INSERT INTO sys.rdsadmin VALUES (true)");
        return new Scene(this, () -> execute("DELETE FROM sys.rdsadmin"));
    }

    @Override
    public List<String> managedCalls(SessionKey session) throws SQLException {
        String query = "SELECT verb || ' ' || coalesce(how, '-') FROM sys.rdsadmin_calls WHERE sid = " + session.sid()
                + " AND serial_no = " + session.serial();
        List<String> calls = new ArrayList<>();
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                calls.add(rows.getString(1));
            }
        }
        return calls;
    }

    @Override
    public void cleaningUp(SessionKey session, String state) throws SQLException {
        execute("INSERT INTO sys.gv_$dead_cleanup VALUES (%d, %d, 'KILLED SESSION', '%s', 40, 2, 7)"
                .formatted(session.instance(), session.sid(), state));
    }

    @Override
    public Scene parameter(String name, int container, String value) throws SQLException {
        execute("INSERT INTO sys.gv_$system_parameter VALUES (1, '%s', %d, '%s')".formatted(name, container, value));
        return new Scene(this, () -> execute("DELETE FROM sys.gv_$system_parameter"));
    }

    @Override
    public void priority(SessionKey session, String priority) throws SQLException {
        execute("INSERT INTO sys.priorities VALUES (%d, '%s')".formatted(session.sid(), priority));
    }

    @Override
    public Scene globalTransaction(String id, boolean sessionless) throws SQLException {
        execute("INSERT INTO sys.gv_$global_transaction SELECT i, %d, '%s' FROM generate_series(1, 2) i"
                .formatted(sessionless ? 5135422 : 131077, id));
        return new Scene(this, () -> execute("DELETE FROM sys.gv_$global_transaction"));
    }

    @Override
    public void holds(SessionKey session, int cursors) throws SQLException {
        execute(SessionHoldings.rows(session, cursors));
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
        // the log is the whole cluster's, and each database counts its audit rows by itself
        return cluster.logged("alert in " + database + ": ");
    }

    /** Runs statements as the owner of the guard. */
    public void execute(String... statements) throws SQLException {
        kept.execute(statements);
    }

    /** The same database with another script's guard in it. */
    public PostgresEngine with(SqlPlusScript changed) {
        return new PostgresEngine(cluster, database, changed, variant, kept);
    }

    /** Ends all sessions but the owner's, and takes away whatever a case may have left. */
    public void reset() throws SQLException {
        cluster.execute(
                database,
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name <> 'setup'",
                "DROP TRIGGER IF EXISTS last_moment ON " + schema() + ".poolwarden_audit",
                "DROP TRIGGER IF EXISTS audit_full ON " + schema() + ".poolwarden_audit",
                "DROP FUNCTION IF EXISTS sys.last_moment(), sys.audit_full()",
                "ALTER TABLE " + schema() + ".poolwarden_audit DROP CONSTRAINT IF EXISTS full_up",
                "TRUNCATE %1$s, %2$s.poolwarden_audit, %2$s.poolwarden_scope"
                        .formatted(PostgresLane.FILLED_BY_CASES, schema()),
                PostgresLane.ADMINISTRATORS,
                variant.provider(),
                PostgresLane.scope(schema()));
    }

    /** A connection as the owner of the guard. */
    public Connection owner() throws SQLException {
        return cluster.connect(database, "sys", "setup");
    }
}
