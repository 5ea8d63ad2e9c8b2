package org.poolwarden.standin.database.statement;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.transaction.TransactionConnection;
import org.poolwarden.standin.engine.OraException;

/** What ALTER SESSION SET can change. Language, territory and time zone are taken and change nothing here. */
public final class SessionSettings {

    private static final Set<String> OTHER_VERBS = Set.of("ENABLE", "DISABLE", "ADVISE", "CLOSE", "FORCE", "SYNC");
    private static final Set<String> WITHOUT_EFFECT = Set.of("NLS_LANGUAGE", "NLS_TERRITORY", "TIME_ZONE");

    /** Others that Oracle has and applications set; all of NLS is among them by its prefix. */
    private static final Set<String> NOT_HERE = Set.of(
            "COMMIT_LOGGING",
            "COMMIT_WAIT",
            "CONSTRAINT",
            "CONSTRAINTS",
            "CONTAINER",
            "CURSOR_SHARING",
            "DB_FILE_MULTIBLOCK_READ_COUNT",
            "DDL_LOCK_TIMEOUT",
            "DEFERRED_SEGMENT_CREATION",
            "EDITION",
            "ERROR_ON_OVERLAP_TIME",
            "EVENTS",
            "FLAGGER",
            "INSTANCE",
            "MAX_DUMP_FILE_SIZE",
            "OPTIMIZER_MODE",
            "PLSQL_CODE_TYPE",
            "PLSQL_OPTIMIZE_LEVEL",
            "QUERY_REWRITE_ENABLED",
            "RESULT_CACHE_MODE",
            "ROW",
            "SKIP_UNUSABLE_INDEXES",
            "SQL_TRACE",
            "STANDBY_MAX_DATA_DELAY",
            "STATISTICS_LEVEL",
            "TIMED_STATISTICS",
            "TRACEFILE_IDENTIFIER",
            "WORKAREA_SIZE_POLICY");

    private final Supplier<TransactionConnection> work;
    private volatile String currentSchema;

    public SessionSettings(String username, Supplier<TransactionConnection> work) {
        this.currentSchema = username;
        this.work = work;
    }

    public String currentSchema() {
        return currentSchema;
    }

    /** To what the session goes on with. */
    public void applyTo(TransactionConnection other) throws SQLException {
        other.useSchema(currentSchema);
    }

    /** Runs {@code ALTER SESSION SET name = value [name = value ...]}. */
    public void alter(SqlText text) throws OraException {
        List<Token> words = text.tokens();
        if (words.size() > 2 && OTHER_VERBS.contains(words.get(2).name())) {
            throw notHere(words.get(2).name());
        }
        if (words.size() < 6 || !words.get(2).is("SET")) {
            throw new OraException(922, "missing or invalid option of ALTER SESSION");
        }
        int at = 3;
        while (at < words.size()) {
            String name = words.get(at).name();
            if (NOT_HERE.contains(name) || name.startsWith("NLS_") && !WITHOUT_EFFECT.contains(name)) {
                throw notHere(name);
            }
            if (at + 2 >= words.size() || !words.get(at + 1).is("=")) {
                throw new OraException(922, "missing or invalid option of ALTER SESSION");
            }
            Token value = words.get(at + 2);
            at += 3;
            if ("ISOLATION_LEVEL".equals(name)) {
                readCommitted(words, at - 1);
                at++;
            } else if ("CURRENT_SCHEMA".equals(name)) {
                currentSchema(value.name());
            } else if (!WITHOUT_EFFECT.contains(name)) {
                throw new OraException(2248, "invalid option for ALTER SESSION: " + name);
            }
        }
    }

    private static void readCommitted(List<Token> words, int at) throws OraException {
        if (at + 1 >= words.size()
                || !words.get(at).is("READ")
                || !words.get(at + 1).is("COMMITTED")) {
            throw notHere("isolation but READ COMMITTED");
        }
    }

    private static OraException notHere(String what) {
        return new OraException(3001, "unimplemented feature: the stand-in has no ALTER SESSION with " + what);
    }

    private void currentSchema(String schema) throws OraException {
        try {
            work.get().useSchema(schema);
        } catch (SQLException e) {
            throw new OraException(1435, "user does not exist", e);
        }
        currentSchema = schema;
    }
}
