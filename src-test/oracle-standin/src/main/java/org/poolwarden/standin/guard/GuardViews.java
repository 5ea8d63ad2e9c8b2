package org.poolwarden.standin.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.poolwarden.standin.database.OracleDatabase;
import org.poolwarden.standin.database.catalog.DatabaseName;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.database.catalog.SystemView;
import org.poolwarden.standin.database.catalog.SystemView.Column;
import org.poolwarden.standin.database.catalog.TransactionName;

/** The guard's views. */
final class GuardViews {

    private static final String NUMBER = "NUMBER";
    private static final String NAME = "VARCHAR2(128)";
    private static final String TEXT = "VARCHAR2(1000)";

    /** Identity, user and access: all that a masked row shows. */
    private static final int UNMASKED = 5;

    /** What it shows of a session of the caller's own user besides. */
    private static final Set<String> OF_CALLER =
            Set.of("STATUS", "LAST_CALL_ET", "MACHINE", "PROGRAM", "PROCESS", "SPID");

    private static final List<Column> SESSIONS = sessionColumns();

    private final OracleDatabase database;
    private final Grants grants;
    private final AuditLog audit;
    private final Supplier<String> version;

    GuardViews(OracleDatabase database, Grants grants, AuditLog audit, Supplier<String> version) {
        this.version = version;
        this.database = database;
        this.grants = grants;
        this.audit = audit;
    }

    List<SystemView> all() {
        return List.of(
                databaseView(),
                sessionsView(),
                slavesView(),
                recoveryView(),
                cleanupView(),
                actsView(),
                parametersView(),
                sessionlessView(),
                auditView());
    }

    private SystemView databaseView() {
        DatabaseName name = database.name();
        return new SystemView(
                "POOLWARDEN_DATABASE",
                List.of(
                        new Column("DB_UNIQUE_NAME", NAME),
                        new Column("CONTAINER_NAME", NAME),
                        new Column("VERSION", NAME),
                        new Column("GUARD_VERSION", NAME),
                        new Column("DB_NAME", NAME),
                        new Column("DBID", NUMBER),
                        new Column("CONTAINER_DBID", NUMBER),
                        new Column("CONTAINER_UID", NUMBER)),
                (grantee, wanted) -> List.<Object[]>of(new Object[] {
                    name.uniqueName(),
                    name.container(),
                    DatabaseName.VERSION,
                    version.get(),
                    DatabaseName.NAME,
                    DatabaseName.DBID,
                    name.containerUid(),
                    name.containerUid()
                }));
    }

    private static List<Column> sessionColumns() {
        List<Column> columns = new ArrayList<>();
        add(columns, NUMBER, "INST_ID", "SID", "SERIAL_NO");
        add(columns, NAME, "USERNAME", "ACCESS_STATUS", "STATUS");
        add(columns, NUMBER, "LAST_CALL_ET");
        add(columns, "DATE", "LOGON_TIME");
        add(columns, NAME, "OSUSER", "MACHINE", "PROGRAM", "PROCESS", "MODULE", "ACTION", "CLIENT_INFO");
        add(columns, NAME, "CLIENT_IDENTIFIER", "SQL_ID", "PREV_SQL_ID");
        add(columns, NAME, "EVENT", "WAIT_CLASS");
        add(columns, NUMBER, "SECONDS_IN_WAIT", "BLOCKING_INSTANCE", "BLOCKING_SESSION");
        add(columns, NUMBER, "FINAL_BLOCKING_INSTANCE", "FINAL_BLOCKING_SESSION", "BLOCKED_COUNT");
        add(columns, NAME, "SPID", "SERVER");
        add(columns, NUMBER, "UNDO_RECORDS", "UNDO_BLOCKS", "ROLLING_BACK");
        add(columns, NAME, "STATE", "SCHEMANAME");
        add(columns, NUMBER, "COMMAND");
        add(columns, NAME, "RESOURCE_CONSUMER_GROUP");
        add(columns, NUMBER, "AUDSID");
        add(columns, TEXT, "XID", "TXN_PRIORITY");
        return List.copyOf(columns);
    }

    private SystemView sessionsView() {
        return new SystemView("POOLWARDEN_SESSIONS", SESSIONS, (grantee, wanted) -> database.sessions(wanted).stream()
                .map(session -> sessionRow(grantee, session))
                .toList());
    }

    private Object[] sessionRow(String grantee, SessionRow s) {
        Access access = grants.access(grantee, s.username());
        Object[] row = {
            s.instance(),
            s.sid(),
            s.serial(),
            s.username(),
            access,
            s.status(),
            s.lastCallEt(),
            s.logonTime(),
            s.osuser(),
            s.machine(),
            s.program(),
            s.process(),
            s.module(),
            s.action(),
            s.clientInfo(),
            s.clientIdentifier(),
            s.sqlId(),
            s.prevSqlId(),
            s.event(),
            s.waitClass(),
            s.secondsInWait(),
            s.blocker() == null ? null : s.blocker().instance(),
            s.blockingSession(),
            s.finalBlocker() == null ? null : s.finalBlocker().instance(),
            s.finalBlockingSession(),
            s.blockedCount(),
            spid(database, s),
            s.server(),
            s.undoRecords(),
            s.undoBlocks(),
            s.rollingBack() ? 1 : 0,
            s.state(),
            s.schemaname(),
            s.command(),
            null,
            s.audsid(),
            s.undoRecords() == null ? null : TransactionName.of(s.key()).toString(),
            s.undoRecords() == null ? null : database.automatic().priority(s.key())
        };
        return access == Access.ALLOWED ? row : masked(row, grantee.equals(s.username()));
    }

    private static Object[] masked(Object[] row, boolean isOfCaller) {
        return IntStream.range(0, row.length)
                .mapToObj(at -> at < UNMASKED
                                || isOfCaller
                                        && OF_CALLER.contains(SESSIONS.get(at).name())
                        ? row[at]
                        : null)
                .toArray();
    }

    private SystemView slavesView() {
        List<Column> columns = new ArrayList<>();
        add(columns, NUMBER, "INST_ID", "SID", "SERIAL_NO");
        add(columns, TEXT, "COORDINATOR");
        return new SystemView("POOLWARDEN_SLAVES", columns, (grantee, wanted) -> database.sessions(wanted).stream()
                .filter(s -> s.worksFor() != null && grants.access(grantee, s.username()) == Access.ALLOWED)
                .map(s -> new Object[] {s.instance(), s.sid(), s.serial(), s.worksFor()})
                .toList());
    }

    /** By PADDR; of a killed session that points elsewhere, the CREATOR_ADDR does not. */
    static String spid(OracleDatabase database, SessionRow session) {
        String address = "KILLED".equals(session.status()) ? session.creatorAddr() : session.paddr();
        return database.spid(session.instance(), address).orElse(null);
    }

    private SystemView recoveryView() {
        List<Column> columns = new ArrayList<>();
        add(columns, NUMBER, "INST_ID", "USN", "SLOT", "SEQ");
        add(columns, NAME, "STATE");
        add(columns, NUMBER, "UNDO_BLOCKS_DONE", "UNDO_BLOCKS_TOTAL");
        return new SystemView("POOLWARDEN_RECOVERY", columns, (grantee, wanted) -> database.recovery().stream()
                .filter(row -> !"RECOVERED".equals(row.state()))
                .map(row -> new Object[] {
                    row.instance(), row.usn(), row.slot(), row.seq(), row.state(), row.blocksDone(), row.blocksTotal()
                })
                .toList());
    }

    /** What a killed session leaves is cleaned up by nobody here as long as it is listed. */
    private SystemView cleanupView() {
        List<Column> columns = new ArrayList<>();
        add(columns, NUMBER, "INST_ID", "SID", "SERIAL_NO");
        add(columns, NAME, "STATE");
        add(columns, NUMBER, "DEAD_TIME", "CLEANUP_ATTEMPTS", "LAST_ATTEMPT");
        return new SystemView("POOLWARDEN_CLEANUP", columns, (grantee, wanted) -> database.sessions(wanted).stream()
                .filter(s -> "KILLED".equals(s.status()) && grants.access(grantee, s.username()) == Access.ALLOWED)
                .map(s -> new Object[] {s.instance(), s.sid(), s.serial(), "CLEANUP PENDING", s.lastCallEt(), 0, null})
                .toList());
    }

    /** Nobody's acts are limited here. */
    private static SystemView actsView() {
        List<Column> columns = new ArrayList<>();
        add(columns, NAME, "USERNAME", "USERNAME_KEY");
        add(columns, NUMBER, "ACTS_PER_HOUR", "ACTS_DONE", "ACTS_LEFT");
        return new SystemView("POOLWARDEN_ACTS", columns, (grantee, wanted) -> List.of());
    }

    private SystemView parametersView() {
        List<Column> columns = new ArrayList<>();
        add(columns, NUMBER, "INST_ID");
        add(columns, NAME, "NAME", "VALUE");
        return new SystemView(
                "POOLWARDEN_PARAMETERS",
                columns,
                (grantee, wanted) -> database.automatic().parameters().entrySet().stream()
                        .flatMap(one -> IntStream.rangeClosed(1, database.instances())
                                .mapToObj(instance -> new Object[] {instance, one.getKey(), one.getValue()}))
                        .toList());
    }

    private SystemView sessionlessView() {
        List<Column> columns = List.of(new Column("TRANSACTION_ID", "RAW(64)"));
        return new SystemView(
                "POOLWARDEN_SESSIONLESS", columns, (grantee, wanted) -> database.automatic().sessionless().stream()
                        .map(id -> new Object[] {id})
                        .toList());
    }

    private SystemView auditView() {
        List<Column> columns = new ArrayList<>();
        add(columns, NUMBER, "AUDIT_ID");
        add(columns, "TIMESTAMP", "AT_TIME");
        add(columns, NAME, "SESSION_USER", "OS_USER", "HOST", "IP_ADDRESS", "PROXY_USER", "ACTION");
        add(columns, TEXT, "REQUESTER", "REASON", "KILL_ID");
        add(columns, NUMBER, "INST_ID", "SID", "SERIAL_NO");
        add(columns, NAME, "USERNAME", "MACHINE", "PROGRAM", "SPID", "SERVER");
        add(columns, TEXT, "STATEMENT");
        add(columns, NAME, "OUTCOME");
        add(columns, NUMBER, "ERROR_CODE", "DURATION_MS");
        add(columns, TEXT, "NOTE");
        add(columns, "TIMESTAMP", "NOTED_AT");
        return new SystemView("POOLWARDEN_AUDIT_LOG", columns, (grantee, wanted) -> audit.rows());
    }

    private static void add(List<Column> columns, String type, String... names) {
        for (String name : names) {
            columns.add(new Column(name, type));
        }
    }
}
