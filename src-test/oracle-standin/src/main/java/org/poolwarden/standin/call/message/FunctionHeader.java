package org.poolwarden.standin.call.message;

import java.io.IOException;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcInput;

/**
 * What stands in front of every function and piggyback.
 *
 * @param callNumber the client's sequence number, which an error message must repeat
 */
public record FunctionHeader(int function, int callNumber) {

    /** Reads it, after the byte that tells a function from a piggyback. */
    public static FunctionHeader read(TtcInput in, MessageLayout layout) throws IOException {
        int function = in.u1();
        int callNumber = in.u1();
        if (layout.since(MessageLayout.ORACLE_23_EXT)) {
            in.ub();
        }
        return new FunctionHeader(function, callNumber);
    }
}
