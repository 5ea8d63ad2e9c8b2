package org.poolwarden.guardcontract.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.poolwarden.guardcontract.engine.Ability;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.LastMoment;
import org.poolwarden.guardcontract.engine.Scene;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/** Our own PL/SQL, translated, in one database of the {@link PostgresLane}. Its sessions are PostgreSQL's own. */
public final class PostgresEngine implements GuardEngine {

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
        execute("INSERT INTO sys.px_sessions VALUES (1, %d, %d, %d, %d, 1), (1, %d, %d, %d, NULL, NULL)"
                .formatted(
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
        execute("INSERT INTO sys.dba_scheduler_running_jobs VALUES ('SHOP', 'NIGHTLY', " + slave.sid() + ", 1)");
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
                    case ENDED -> "PERFORM pg_terminate_backend(new.sid::int, 15000)";
                };
        execute(
                "CREATE FUNCTION sys.last_moment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + deed
                        + "; RETURN NULL; END $$",
                "CREATE TRIGGER last_moment AFTER INSERT ON sys.poolwarden_audit FOR EACH ROW"
                        + " WHEN (new.outcome = 'STARTED') EXECUTE FUNCTION sys.last_moment()");
        return new Scene(
                this,
                () -> execute(
                        "DROP TRIGGER last_moment ON sys.poolwarden_audit",
                        "DROP FUNCTION sys.last_moment()",
                        "DELETE FROM sys.password_file WHERE username = 'SHOP'",
                        "DELETE FROM sys.px_sessions",
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
