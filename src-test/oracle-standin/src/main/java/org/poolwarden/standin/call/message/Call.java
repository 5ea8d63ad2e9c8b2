package org.poolwarden.standin.call.message;

import java.io.IOException;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.engine.OraException;

/** A request that has been read to its end and waits for its answer. */
public interface Call {

    /**
     * Does it, and writes the whole answer.
     *
     * @throws OraException if nothing was done; the answer is then this error instead
     * @throws CallFailed if something was done before the error
     */
    void answer(TtcOutput out, int callNumber) throws OraException, CallFailed, IOException;

    /** What it executes or fetches from; null if it is about no statement. */
    default String sql() {
        return null;
    }

    /** The same, about a statement. */
    default Call about(String statement) {
        Call work = this;
        return new Call() {
            @Override
            public void answer(TtcOutput out, int callNumber) throws OraException, CallFailed, IOException {
                work.answer(out, callNumber);
            }

            @Override
            public String sql() {
                return statement;
            }
        };
    }
}
