package org.poolwarden.standin.call;

import java.io.IOException;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.engine.OraException;

/** A request that has been read to its end and waits for its answer. */
interface Call {

    /**
     * Does it, and writes the whole answer.
     *
     * @throws OraException if nothing was done; the answer is then this error instead
     * @throws CallFailed if something was done before the error
     */
    void answer(TtcOutput out, int callNumber) throws OraException, CallFailed, IOException;
}
