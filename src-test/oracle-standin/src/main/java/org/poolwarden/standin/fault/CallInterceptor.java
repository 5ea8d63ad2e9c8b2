package org.poolwarden.standin.fault;

import java.io.IOException;
import java.util.List;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;

/** Where faults come between one client and the engine. Called by the thread of the session, in this order. */
public interface CallInterceptor {

    /**
     * A call has been read; nothing is done yet. May take long.
     *
     * @param sql null if the call has none
     * @throws OraException to be answered instead of doing it
     * @throws ConnectionCut to end the connection instead
     */
    void callRead(CallKind kind, String sql) throws OraException, IOException;

    /**
     * A statement is about to be executed; of a batch, each of its rows.
     *
     * @throws OraException to be answered instead of executing it
     */
    void executing(String sql) throws OraException;

    /** It has been executed, and its binds have their OUT values. */
    void executed(String sql, List<Bind> binds);

    /**
     * The call is done; its answer is not sent yet. May take long.
     *
     * @return whether all of it is to be sent; if not, half, and the connection is to end
     * @throws ConnectionCut to end the connection instead
     */
    boolean answering(CallKind kind, String sql) throws IOException;
}
