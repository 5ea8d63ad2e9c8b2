package org.poolwarden.standin.call.statement;

import java.util.List;
import org.poolwarden.standin.call.message.CallFailed;
import org.poolwarden.standin.call.message.Cancelled;
import org.poolwarden.standin.call.message.Replies;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.EngineSession;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.fault.CallInterceptor;
import org.poolwarden.standin.packet.Channel;

/** Runs a cursor's statement, once for each row of bind values, so that a break of the client can stop it. */
public final class CursorExecution {

    private final Channel channel;
    private final EngineSession session;
    private final CallInterceptor faults;

    public CursorExecution(Channel channel, EngineSession session, CallInterceptor faults) {
        this.channel = channel;
        this.session = session;
        this.faults = faults;
    }

    /**
     * @return the last result, with the count of each iteration
     * @throws CallFailed with the iterations that were done before
     */
    Done run(Cursor cursor, List<List<Object>> rows, boolean commit) throws CallFailed {
        long[] counts = new long[rows.size()];
        long total = 0;
        int iteration = 0;
        try {
            Result last = null;
            for (; iteration < counts.length; iteration++) {
                assign(cursor.binds(), rows.get(iteration));
                last = once(cursor);
                counts[iteration] = last.updateCount();
                total += last.updateCount();
            }
            if (commit) {
                session.commit();
            }
            return new Done(last, counts, total);
        } catch (OraException e) {
            throw new CallFailed(new Replies.Outcome(cursor.id(), total, iteration), e);
        }
    }

    private static void assign(List<Bind> binds, List<Object> values) {
        for (int i = 0; i < binds.size(); i++) {
            binds.get(i).value(values.get(i));
        }
    }

    /** The order matters: a break that comes before the check is seen by it, one that comes later cancels. */
    private Result once(Cursor cursor) throws OraException {
        channel.callBegins(session::cancel);
        try {
            if (channel.interrupted()) {
                throw Cancelled.error();
            }
            faults.executing(cursor.sql());
            Result result = session.execute(cursor.sql(), cursor.binds());
            faults.executed(cursor.sql(), cursor.binds());
            return result;
        } finally {
            channel.callEnds();
        }
    }

    /** What all iterations gave. */
    record Done(Result last, long[] counts, long total) {}
}
