package org.poolwarden.standin.database;

import java.sql.ResultSet;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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

    /** SYS_CONTEXT: null outside of USERENV, ORA-02003 for what USERENV does not have. */
    public static String sysContext(String namespace, String parameter) throws OraException {
        if (namespace == null || parameter == null || !"USERENV".equalsIgnoreCase(namespace)) {
            return null;
        }
        OracleSession session = CurrentSession.get();
        Engine.Handshake client = session.handshake();
        DatabaseName name = session.owner().name();
        return switch (parameter.toUpperCase(Locale.ROOT)) {
            case "SID" -> Integer.toString(session.sid());
            case "INSTANCE" -> Integer.toString(session.key().instance());
            case "SESSION_USER", "CURRENT_USER" -> session.username();
            case "CURRENT_SCHEMA" -> session.settings().currentSchema();
            case "HOST" -> client.machine();
            case "OS_USER" -> client.osuser();
            case "IP_ADDRESS" -> "127.0.0.1";
            case "DB_UNIQUE_NAME" -> name.uniqueName();
            case "DB_NAME", "CON_NAME" -> name.container();
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
            for (Object[] row : session.owner().systemRows(view, session.username())) {
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
