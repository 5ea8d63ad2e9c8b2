package org.poolwarden.guardcontract.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * The PostgreSQL of this test run: one cluster, one database that has the shim and the {@link World} but no guard, and
 * a copy of that for every version of install.sql that a test wants to see at work. Started by the first who asks,
 * stopped when the run ends.
 */
public final class PostgresLane {

    /** The tables of the shim that stand for what a test cannot have for real. */
    static final String FILLED_BY_CASES = "sys.px_sessions, sys.gv_$scheduler_running_jobs, sys.dba_objects,"
            + " sys.gv_$fast_start_transactions, sys.password_file, sys.public_roles, sys.scripted_answers,"
            + " sys.rolling_back, sys.killed_sessions, sys.nested_transactions, sys.pretended, sys.v_$active_instances,"
            + " sys.second_instance, sys.gv_$dead_cleanup, sys.rdsadmin, sys.rdsadmin_calls, sys.shared_servers,"
            + " sys.gv_$system_parameter, sys.gv_$global_transaction, sys.priorities,"
            + " sys.gv_$sesstat, sys.gv_$open_cursor, sys.gv_$sort_usage";

    static final String ADMINISTRATORS = "INSERT INTO sys.password_file VALUES ('" + World.ADMINISTRATOR + "')";

    private static final String TEMPLATE = "contract_template";
    private static final String LINGUISTIC_TEMPLATE = "contract_linguistic";
    private static final Pattern PUBLISHED = Pattern.compile("'GRANT READ ON (poolwarden_\\w+) TO '");
    private static final Pattern NAME_COLUMN = Pattern.compile("::varchar AS (username|grantee|granted_role)\\b");
    private static PostgresLane lane;

    private final PostgresCluster cluster;
    private final Translation translation;
    private PostgresEngine real;
    private boolean linguistic;
    private int databases;

    private PostgresLane(PostgresCluster cluster) throws IOException, SQLException {
        this.cluster = cluster;
        this.translation = new Translation(cluster.directory());
        cluster.execute("postgres", roles().toArray(String[]::new));
        template(TEMPLATE, resource("/postgres/shim.sql"));
    }

    private void template(String name, String shim) throws SQLException {
        cluster.execute("postgres", "CREATE DATABASE " + name);
        cluster.execute(name, shim);
        cluster.execute(name, ADMINISTRATORS);
    }

    public static synchronized PostgresLane get() throws IOException, SQLException, InterruptedException {
        if (lane == null) {
            PostgresCluster cluster = PostgresCluster.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    cluster.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            lane = new PostgresLane(cluster);
        }
        return lane;
    }

    /** The guard as it is. */
    public synchronized PostgresEngine guard() throws IOException, SQLException, InterruptedException {
        if (real == null) {
            real = guard(SqlPlusScript.read("install.sql"));
        }
        return real;
    }

    /** The guard that this script installs, in a database of its own. */
    public synchronized PostgresEngine guard(SqlPlusScript install)
            throws IOException, SQLException, InterruptedException {
        return guard(install, TEMPLATE, GuardVariant.SYS);
    }

    /** The guard as it is, where and with what rights that variant puts it. */
    public synchronized PostgresEngine guard(GuardVariant variant)
            throws IOException, SQLException, InterruptedException {
        return guard(SqlPlusScript.read("install.sql"), TEMPLATE, variant);
    }

    /** The same where the dictionary's names compare without accents and case, as in a session that asks for that. */
    public synchronized PostgresEngine linguisticGuard(SqlPlusScript install, GuardVariant variant)
            throws IOException, SQLException, InterruptedException {
        if (!linguistic) {
            template(
                    LINGUISTIC_TEMPLATE,
                    NAME_COLUMN
                            .matcher(resource("/postgres/shim.sql"))
                            .replaceAll("::varchar COLLATE sys.\"LINGUISTIC\" AS $1"));
            linguistic = true;
        }
        return guard(install, LINGUISTIC_TEMPLATE, variant);
    }

    private PostgresEngine guard(SqlPlusScript install, String template, GuardVariant variant)
            throws IOException, SQLException, InterruptedException {
        String database = "contract_" + ++databases;
        cluster.execute("postgres", "CREATE DATABASE " + database + " TEMPLATE " + template);
        List<String> statements = new ArrayList<>(variant.prepare(database));
        for (String statement : translation.of(install)) {
            statements.add(statement.replace("search_path = sys,", "search_path = " + variant.path() + ","));
        }
        statements.addAll(grants(install, variant.schema()));
        cluster.execute(database, statements.toArray(String[]::new));
        return new PostgresEngine(cluster, database, install, variant);
    }

    /** The anonymous blocks of this script, as procedures. */
    public synchronized List<String> blocks(SqlPlusScript install) throws IOException, InterruptedException {
        return new InstallationBlocks(translation).of(install);
    }

    /** What replaces single views and routines of this script. */
    public synchronized Variants variants(String install) throws IOException, InterruptedException {
        return new Variants(translation, install);
    }

    /** A query of ours as PostgreSQL's. */
    public synchronized String translated(String query) throws IOException, InterruptedException {
        return translation.of(query);
    }

    private static List<String> roles() {
        List<String> ddl = new ArrayList<>(List.of("CREATE ROLE dba", "CREATE ROLE pdb_dba"));
        World.ROLES.keySet().forEach(role -> ddl.add("CREATE ROLE " + role));
        World.ROLES.forEach((role, granted) -> granted.forEach(other -> ddl.add("GRANT " + other + " TO " + role)));
        World.USERS.forEach((user, roles) -> {
            ddl.add("CREATE ROLE \"" + user.toLowerCase(Locale.ROOT) + "\" LOGIN");
            roles.forEach(role -> ddl.add("GRANT " + role + " TO " + user));
        });
        World.GRANTEES.keySet().forEach(user -> ddl.add("CREATE ROLE " + user + " LOGIN"));
        ddl.add("CREATE ROLE " + World.KEEPER + " LOGIN");
        ddl.add("CREATE ROLE " + World.ADMINISTRATOR + " LOGIN");
        ddl.add("CREATE ROLE \"c##fleet\" LOGIN");
        ddl.add("CREATE ROLE " + World.MAINTAINED + " LOGIN");
        ddl.add("CREATE ROLE " + GuardVariant.OWNER + " LOGIN");
        return ddl;
    }

    /** What the anonymous blocks of install.sql do on Oracle: only what the package's specification names is public. */
    private static List<String> grants(SqlPlusScript install, String schema) {
        List<String> ddl = new ArrayList<>();
        String specification = install.statements("CREATE OR REPLACE PACKAGE POOLWARDEN AUTHID")
                .get(0);
        ddl.add("REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA poolwarden, poolwarden_admin FROM PUBLIC");
        ddl.add("GRANT USAGE ON SCHEMA poolwarden_admin TO " + World.KEEPER);
        ddl.add("GRANT EXECUTE ON PROCEDURE poolwarden_admin.purge_audit TO " + World.KEEPER);
        ddl.add("REVOKE EXECUTE ON PROCEDURE " + schema + ".kill_session FROM PUBLIC");
        for (String user : World.GRANTEES.keySet()) {
            ddl.add("GRANT USAGE ON SCHEMA " + schema + ", poolwarden TO " + user);
            specification
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("PROCEDURE "))
                    .forEach(line ->
                            ddl.add("GRANT EXECUTE ON PROCEDURE poolwarden." + line.split("\\s+")[1] + " TO " + user));
            ddl.add("GRANT EXECUTE ON PROCEDURE " + schema + ".kill_session TO " + user);
            PUBLISHED
                    .matcher(install.text())
                    .results()
                    .forEach(view -> ddl.add("GRANT SELECT ON " + schema + "." + view.group(1) + " TO " + user));
        }
        ddl.add(scope(schema));
        return ddl;
    }

    /** The scope of every grantee, in one statement. */
    static String scope(String schema) {
        List<String> rows = new ArrayList<>();
        World.GRANTEES.forEach(
                (grantee, names) -> names.forEach(name -> rows.add("('" + grantee + "', '" + name + "')")));
        return "INSERT INTO " + schema + ".poolwarden_scope (grantee, username) VALUES " + String.join(", ", rows);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PostgresLane.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
