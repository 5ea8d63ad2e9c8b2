package org.poolwarden.standin.call.statement;

import java.io.IOException;
import java.util.List;
import org.poolwarden.standin.call.message.Call;
import org.poolwarden.standin.call.message.CallFailed;
import org.poolwarden.standin.call.message.Release;
import org.poolwarden.standin.call.message.Replies;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.EngineSession.StatementKind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.packet.ProtocolException;

/** The calls that execute and fetch. Each reads its whole request first and answers it later. */
public final class Statements {

    private static final int COMMIT = 1;

    private final TtcInput in;
    private final MessageLayout layout;
    private final Replies replies;
    private final EngineSession session;
    private final CursorExecution execution;
    private final Cursors cursors = new Cursors();
    private int current;

    public Statements(
            TtcInput in, MessageLayout layout, Replies replies, CursorExecution execution, EngineSession session) {
        this.in = in;
        this.layout = layout;
        this.replies = replies;
        this.session = session;
        this.execution = execution;
        session.cursors(cursors::statements);
    }

    /**
     * The cursor of the call that was performed last; 0 if it had none. A client that is told of a failure only closes
     * the cursor if the failure names it.
     */
    public int current() {
        return current;
    }

    /** Before each call. */
    public void forgetCurrent() {
        current = 0;
    }

    /** A piggyback: the client has closed these. */
    public void close() throws IOException {
        for (int id : ids()) {
            cursors.close(id);
        }
    }

    /** A piggyback: the client will not fetch the rest of these, but may execute them again. */
    public void cancel() throws IOException {
        for (int id : ids()) {
            cursors.get(id).opened(null);
        }
    }

    private int[] ids() throws IOException {
        in.skip(1);
        int[] ids = new int[in.count(Release.MOST_OPEN_CURSORS, "cursors")];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = in.count(Integer.MAX_VALUE, "cursor");
        }
        return ids;
    }

    public Call execute() throws IOException {
        ExecuteRequest request = ExecuteRequest.read(in, layout, cursors);
        String sql = request.sql() == null ? cursors.get(request.cursorId()).sql() : request.sql();
        Call call = (out, callNumber) -> {
            Cursor cursor = request.cursorId() == 0 ? cursors.open() : cursors.get(request.cursorId());
            current = cursor.id();
            prepare(cursor, request);
            answer(cursor, request, out, callNumber);
        };
        return call.about(sql);
    }

    private void prepare(Cursor cursor, ExecuteRequest request) {
        if (request.sql() != null) {
            cursor.parse(request.sql(), session.kindOf(request.sql()));
            cursors.parsed(cursor);
        }
        if (request.shapes() != null) {
            cursor.bind(request.shapes());
        }
        cursor.wantCounts(request.countsWanted());
    }

    private void answer(Cursor cursor, ExecuteRequest request, TtcOutput out, int callNumber)
            throws OraException, CallFailed {
        CursorExecution.Done done = execution.run(cursor, request.rows(), request.commit());
        if (cursor.kind() == StatementKind.QUERY) {
            cursor.opened(done.last());
            if (cursor.describes()) {
                new ResultWriter(out, layout).describe(done.last().columns());
            }
            fetch(cursor, request.fetch(), true, out, callNumber);
        } else {
            count(cursor, done, out, callNumber);
        }
    }

    /**
     * Executes a known cursor with its known binds.
     *
     * @param query whether the client fetches, and how to read the count in the request
     */
    public Call executeAgain(boolean query) throws IOException {
        Cursor cursor = cursors.get(in.count(Integer.MAX_VALUE, "cursor"));
        int count = in.count(Integer.MAX_VALUE, "rows or iterations");
        in.ub();
        boolean commit = (in.ub() & COMMIT) != 0;
        int iterations = query ? 1 : Math.max(1, count);
        boolean plsql = cursor.kind() == StatementKind.PLSQL;
        List<List<Object>> rows = BindDeclaration.readRows(in, cursor.shapes(), plsql, iterations);
        if (query != (cursor.kind() == StatementKind.QUERY)) {
            throw new ProtocolException("cursor " + cursor.id() + " executed again as another kind of statement");
        }
        Call call = (out, callNumber) -> {
            CursorExecution.Done done = execution.run(cursor, rows, commit);
            if (query) {
                cursor.opened(done.last());
                if (cursor.describes()) {
                    new ResultWriter(out, layout).describe(done.last().columns());
                }
                fetch(cursor, count, true, out, callNumber);
            } else {
                count(cursor, done, out, callNumber);
            }
        };
        return call.about(cursor.sql());
    }

    public Call fetch() throws IOException {
        Cursor cursor = cursors.get(in.count(Integer.MAX_VALUE, "cursor"));
        int rows = in.count(Integer.MAX_VALUE, "rows to fetch");
        Call call = (out, callNumber) -> fetch(cursor, rows, false, out, callNumber);
        return call.about(cursor.sql());
    }

    private void fetch(Cursor cursor, int rows, boolean executed, TtcOutput out, int callNumber) throws OraException {
        ResultWriter writer = new ResultWriter(out, layout);
        boolean atEnd = rows > 0 && writer.rows(cursor, rows);
        if (executed) {
            writer.executed(cursor);
        }
        Replies.Outcome outcome = new Replies.Outcome(cursor.id(), cursor.fetched(), 0);
        if (atEnd) {
            replies.noMoreRows(out, callNumber, outcome);
        } else {
            replies.done(out, callNumber, outcome);
        }
    }

    private void count(Cursor cursor, CursorExecution.Done done, TtcOutput out, int callNumber) {
        ResultWriter writer = new ResultWriter(out, layout);
        boolean call = cursor.kind() == StatementKind.PLSQL;
        if (call && !cursor.binds().isEmpty()) {
            writer.outBinds(cursor.binds());
        }
        writer.executed(cursor, done.counts());
        // A call counts as one row, whatever it did.
        replies.done(out, callNumber, new Replies.Outcome(cursor.id(), call ? 1 : done.total(), 0));
    }
}
