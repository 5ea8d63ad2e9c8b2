package org.poolwarden.standin.database;

import java.sql.ResultSet;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.h2.tools.SimpleResultSet;
import org.poolwarden.standin.database.catalog.DatabaseName;
import org.poolwarden.standin.database.h2.H2Store;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.OraException;

/** Functions of Oracle's that H2 lacks. Called by H2, in the thread of the statement. */
public final class SqlFunctions {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private SqlFunctions() {}

    /** What USERENV has besides. */
    private static final Set<String> NOT_HERE = Set.of(
            "ACTIVE_SESSION",
            "AUDITED_CURSORID",
            "AUTHENTICATED_IDENTITY",
            "AUTHENTICATION_DATA",
            "AUTHENTICATION_METHOD",
            "BG_JOB_ID",
            "CDB_DOMAIN",
            "CLIENT_PROGRAM_NAME",
            "CON_ID",
            "CURRENT_BIND",
            "CURRENT_EDITION_ID",
            "CURRENT_EDITION_NAME",
            "CURRENT_SCHEMAID",
            "CURRENT_SQL",
            "CURRENT_SQL_LENGTH",
            "CURRENT_USERID",
            "DATABASE_ROLE",
            "DBLINK_INFO",
            "ENTERPRISE_IDENTITY",
            "ENTRYID",
            "FG_JOB_ID",
            "GLOBAL_CONTEXT_MEMORY",
            "GLOBAL_UID",
            "IDENTIFICATION_TYPE",
            "ISDBA",
            "IS_APPLY_SERVER",
            "IS_DG_ROLLING_UPGRADE",
            "LANG",
            "LANGUAGE",
            "LDAP_SERVER_TYPE",
            "NETWORK_PROTOCOL",
            "NLS_CALENDAR",
            "NLS_CURRENCY",
            "NLS_DATE_FORMAT",
            "NLS_DATE_LANGUAGE",
            "NLS_SORT",
            "NLS_TERRITORY",
            "ORACLE_HOME",
            "PLATFORM_SLASH",
            "POLICY_INVOKER",
            "PROXY_ENTERPRISE_IDENTITY",
            "SCHEDULER_JOB",
            "SESSIONID",
            "SESSION_EDITION_ID",
            "SESSION_EDITION_NAME",
            "SESSION_USERID",
            "STANDBY_MAX_DATA_DELAY",
            "STATEMENTID",
            "TERMINAL",
            "UNIFIED_AUDIT_SESSIONID");

    /** SYS_CONTEXT: null outside of USERENV, ORA-02003 for what USERENV does not have. */
    public static String sysContext(String namespace, String parameter) throws OraException {
        if ("SYS_SESSION_ROLES".equalsIgnoreCase(namespace)) {
            throw notHere("SYS_SESSION_ROLES");
        }
        if (namespace == null || parameter == null || !"USERENV".equalsIgnoreCase(namespace)) {
            return null;
        }
        OracleSession session = CurrentSession.get();
        Engine.Handshake client = session.handshake();
        DatabaseName database = session.owner().name();
        String name = parameter.toUpperCase(Locale.ROOT);
        if (NOT_HERE.contains(name)) {
            throw notHere(name);
        }
        return switch (name) {
            case "SID" -> Integer.toString(session.sid());
            case "INSTANCE" -> Integer.toString(session.key().instance());
            case "SESSION_USER", "CURRENT_USER" -> session.username();
            case "CURRENT_SCHEMA" -> session.settings().currentSchema();
            case "HOST" -> client.machine();
            case "OS_USER" -> client.osuser();
            case "IP_ADDRESS" -> "127.0.0.1";
            case "DB_UNIQUE_NAME" -> database.uniqueName();
            case "DB_NAME", "CON_NAME" -> database.container();
            case "INSTANCE_NAME" -> session.database().instanceName();
            case "PROXY_USER", "PROXY_USERID" -> null; // nobody connects through another
            case "CDB_NAME" -> DatabaseName.NAME;
            case "DB_DOMAIN" -> DatabaseName.DOMAIN;
            case "SERVICE_NAME" -> session.database().serviceName();
            case "SERVER_HOST" -> session.database().host();
            case "MODULE" -> session.activity().now().module();
            case "ACTION" -> session.activity().now().action();
            case "CLIENT_IDENTIFIER" -> session.activity().now().clientIdentifier();
            case "CLIENT_INFO" -> session.activity().now().clientInfo();
            default -> throw new OraException(2003, "invalid USERENV parameter: " + parameter);
        };
    }

    private static OraException notHere(String parameter) {
        return new OraException(3001, "unimplemented feature: the stand-in has no SYS_CONTEXT of " + parameter);
    }

    /**
     * The rows of a view of SYS as texts, as the session that asks may see them; no rows when nobody asks, which is
     * when H2 compiles the view.
     */
    public static ResultSet systemRows(String view, int columns) throws OraException {
        SimpleResultSet rows = new SimpleResultSet();
        for (int i = 0; i < columns; i++) {
            rows.addColumn(H2Store.columnName(i), Types.VARCHAR, 0, 0);
        }
        OracleSession session = CurrentSession.orNull();
        if (session != null) {
            for (Object[] row : session.owner().systemRows(view, session.username(), CurrentSession.wanted())) {
                Object[] texts = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    texts[i] = text(row[i]);
                }
                rows.addRow(texts);
            }
        }
        return rows;
    }

    private static String text(Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof LocalDateTime time ? TIME.format(time) : value.toString();
    }
}
