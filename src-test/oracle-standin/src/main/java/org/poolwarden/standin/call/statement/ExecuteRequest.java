package org.poolwarden.standin.call.statement;

import java.io.IOException;
import java.util.List;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.packet.ProtocolException;

/**
 * A request to parse, bind and execute.
 *
 * @param cursorId 0 for a new one
 * @param sql null to execute again what the cursor has
 * @param fetch rows that the client wants with the answer
 * @param countsWanted whether it wants the count of each iteration
 * @param shapes null to use those that the cursor has
 * @param rows the bind values of each iteration; never empty
 */
record ExecuteRequest(
        int cursorId,
        String sql,
        int fetch,
        boolean commit,
        boolean countsWanted,
        List<BindDeclaration> shapes,
        List<List<Object>> rows) {

    private static final int BIND = 0x8;
    private static final int EXECUTE = 0x20;
    private static final int FETCH = 0x40;
    private static final int COMMIT = 0x100;
    private static final int PARSE = 0x1;
    private static final int PLSQL = 0x400;
    private static final int NOT_PLSQL = 0x8000;
    private static final int KNOWN = PARSE | BIND | EXECUTE | FETCH | COMMIT | PLSQL | NOT_PLSQL;

    private static final int LONGEST_SQL = 1 << 20;
    private static final int NUMBERS = 13;
    private static final int ITERATIONS = 1;

    /** Reads the whole request; the cursor's old binds are needed to find its end. */
    static ExecuteRequest read(TtcInput in, MessageLayout layout, Cursors cursors) throws IOException {
        int options = in.count(Integer.MAX_VALUE, "options");
        if ((options & ~KNOWN) != 0 || (options & EXECUTE) == 0) {
            throw new ProtocolException("execute with options " + Integer.toHexString(options));
        }
        int cursorId = in.count(Integer.MAX_VALUE, "cursor");
        in.skip(1);
        int sqlLength = in.count(LONGEST_SQL, "length of SQL");
        in.skip(1);
        int numbers = in.count(NUMBERS, "execution parameters");
        in.skip(2);
        in.skipUb(1);
        int prefetch = in.count(Integer.MAX_VALUE, "rows to fetch");
        in.skipUb(1);
        in.skip(1);
        int bindCount = in.count(BindDeclaration.MOST, "binds");
        in.skip(6);
        int defines = in.count(BindDeclaration.MOST, "defines");
        boolean countsWanted = versionFields(in, layout);
        if (numbers != NUMBERS || defines != 0) {
            throw new ProtocolException("execute with " + numbers + " parameters and " + defines + " defines");
        }
        String sql = sqlLength > 0 ? in.text(sqlLength) : null;
        in.skipUb(ITERATIONS);
        int count = in.count(Integer.MAX_VALUE, "iterations");
        in.skipUb(NUMBERS - ITERATIONS - 1);
        List<BindDeclaration> shapes = shapes(in, layout, (options & BIND) != 0, bindCount, sql);
        Cursor known = cursorId == 0 ? null : cursors.get(cursorId);
        if (sql == null && known == null) {
            throw new ProtocolException("execute without SQL and without a cursor");
        }
        List<BindDeclaration> used = shapes == null ? known.shapes() : shapes;
        // A query that is executed again has its rows to fetch where others have their iterations.
        boolean fetches = (options & FETCH) != 0;
        int iterations = fetches ? 1 : Math.max(1, count);
        int fetch = fetches ? count : prefetch;
        List<List<Object>> rows = BindDeclaration.readRows(in, used, (options & PLSQL) != 0, iterations);
        return new ExecuteRequest(cursorId, sql, fetch, (options & COMMIT) != 0, countsWanted, shapes, rows);
    }

    /** The part that grew with the releases; only one of its fields matters. */
    private static boolean versionFields(TtcInput in, MessageLayout layout) throws IOException {
        in.skipUb(1);
        in.skip(3);
        in.skipUb(1);
        in.skip(1);
        in.skipUb(2);
        boolean countsWanted = in.pointer();
        in.skipUb(1);
        in.skip(1);
        if (layout.since(MessageLayout.ORACLE_12_2)) {
            in.skip(1);
            in.skipUb(1);
            in.skip(1);
            in.skipUb(1);
            in.skip(1);
        }
        if (layout.since(MessageLayout.ORACLE_12_2_EXT)) {
            in.skip(1);
            in.skipUb(1);
        }
        return countsWanted;
    }

    private static List<BindDeclaration> shapes(TtcInput in, MessageLayout layout, boolean sent, int count, String sql)
            throws IOException {
        if (sent) {
            return BindDeclaration.readAll(in, layout, count);
        }
        if (sql == null) {
            return null;
        }
        if (count > 0) {
            throw new ProtocolException(count + " binds without their types");
        }
        return List.of();
    }
}
