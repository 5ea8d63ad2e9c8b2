package org.poolwarden.standin.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.poolwarden.standin.call.message.Release;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.EngineSession.DatabaseInfo;

/** What the server tells at the end of a login; getServerSessionInfo() of the driver shows it. */
final class LoginReply {

    private LoginReply() {}

    static void write(TtcOutput out, EngineSession session, String proof) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("AUTH_VERSION_STRING", "- 64bit Production");
        pairs.put("AUTH_VERSION_SQL", "24");
        pairs.put("AUTH_XACTION_TRAITS", "3");
        pairs.put("AUTH_VERSION_NO", Long.toString(Release.NUMBER));
        pairs.put("AUTH_VERSION_STATUS", "0");
        identity(pairs, session);
        settings(pairs);
        pairs.put("AUTH_SVR_RESPONSE", proof);
        out.ub(pairs.size());
        pairs.forEach(out::pair);
    }

    private static void identity(Map<String, String> pairs, EngineSession session) {
        DatabaseInfo database = session.database();
        String instance = Integer.toString(database.instance());
        String domain = database.domain().isEmpty() ? "" : "." + database.domain();
        pairs.put("AUTH_DBNAME", database.container() + domain);
        pairs.put("AUTH_SESSION_ID", Integer.toString(session.sid()));
        pairs.put("AUTH_SERIAL_NUM", Integer.toString(session.serial()));
        pairs.put("AUTH_INSTANCE_NO", instance);
        pairs.put("AUTH_SERVER_PID", session.spid());
        pairs.put("AUTH_SC_SERVER_HOST", database.host());
        // This key has DB_NAME, whatever it is called; the unique name came with 18.5.
        pairs.put("AUTH_SC_DBUNIQUE_NAME", database.databaseName());
        pairs.put("AUTH_SC_REAL_DBUNIQUE_NAME", database.uniqueName());
        pairs.put("AUTH_SC_DB_DOMAIN", database.domain());
        pairs.put("AUTH_SC_INSTANCE_NAME", database.instanceName());
        pairs.put("AUTH_SC_INSTANCE_ID", instance);
        pairs.put("AUTH_SC_SERVICE_NAME", database.serviceName());
        pairs.put("AUTH_INSTANCENAME", database.instanceName());
        // The server ends some keys with a NUL, these among them.
        pairs.put("AUTH_DB_ID\0", Long.toString(database.containerUid()));
        pairs.put("AUTH_PDB_UID\0", Long.toString(database.containerUid()));
    }

    private static void settings(Map<String, String> pairs) {
        pairs.put("AUTH_NLS_LXLAN", "AMERICAN");
        pairs.put("AUTH_NLS_LXCTERRITORY", "AMERICA");
        pairs.put("AUTH_NLS_LXCCURRENCY", "$");
        pairs.put("AUTH_NLS_LXCISOCURR", "AMERICA");
        pairs.put("AUTH_NLS_LXCNUMERICS", ".,");
        pairs.put("AUTH_NLS_LXCDATEFM", "DD-MON-RR");
        pairs.put("AUTH_NLS_LXCDATELANG", "AMERICAN");
        pairs.put("AUTH_NLS_LXCSORT", "BINARY");
        pairs.put("AUTH_NLS_LXCCALENDAR", "GREGORIAN");
        pairs.put("AUTH_NLS_LXCUNIONCUR", "$");
        pairs.put("AUTH_NLS_LXCTIMEFM", "HH.MI.SSXFF AM");
        pairs.put("AUTH_NLS_LXCSTMPFM", "DD-MON-RR HH.MI.SSXFF AM");
        pairs.put("AUTH_NLS_LXCTTZNFM", "HH.MI.SSXFF AM TZR");
        pairs.put("AUTH_NLS_LXCSTZNFM", "DD-MON-RR HH.MI.SSXFF AM TZR");
        pairs.put("AUTH_MAX_OPEN_CURSORS", Integer.toString(Release.MOST_OPEN_CURSORS));
        pairs.put("AUTH_MAX_IDEN_LENGTH", "128");
    }
}
