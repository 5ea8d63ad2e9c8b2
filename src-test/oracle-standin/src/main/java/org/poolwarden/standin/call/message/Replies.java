package org.poolwarden.standin.call.message;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.poolwarden.standin.codec.MessageLayout;
import org.poolwarden.standin.codec.TtcOutput;
import org.poolwarden.standin.engine.OraException;

/** The parts that end a reply. They tell the driver whether a transaction is open: without that it sends no commit. */
public final class Replies {

    private static final int CALL_DONE = 1;
    private static final int TRANSACTION_OPEN = 2;
    private static final int LARGEST_SHORT_CODE = 65_535;

    private final MessageLayout layout;
    private final BooleanSupplier inTransaction;
    private int sequence;

    public Replies(MessageLayout layout, BooleanSupplier inTransaction) {
        this.layout = layout;
        this.inTransaction = inTransaction;
    }

    /** Success, without a cursor or rows. */
    public void done(TtcOutput out, int callNumber) {
        end(out, callNumber, new Outcome(0, 0, 0), 0, "");
    }

    /** Success with a cursor. */
    public void done(TtcOutput out, int callNumber, Outcome outcome) {
        end(out, callNumber, outcome, 0, "");
    }

    /** The last row has been sent: an error only in form. */
    public void noMoreRows(TtcOutput out, int callNumber, Outcome outcome) {
        end(out, callNumber, outcome, 1403, "ORA-01403: no data found");
    }

    /** Failure that came before anything was done. */
    public void failed(TtcOutput out, int callNumber, OraException error) {
        failed(out, callNumber, new Outcome(0, 0, 0), error);
    }

    public void failed(TtcOutput out, int callNumber, Outcome done, OraException error) {
        end(out, callNumber, done, error.code(), error.getMessage());
    }

    /** The answer to calls that have nothing to tell. */
    public void status(TtcOutput out) {
        out.u1(MessageCode.STATUS).ub(callStatus()).ub(nextSequence());
    }

    private void end(TtcOutput out, int callNumber, Outcome done, int code, String text) {
        out.u1(MessageCode.ERROR).ub(callStatus()).ub(nextSequence()).ub(done.rows());
        out.ub(code > LARGEST_SHORT_CODE ? 0 : code).zeros(2).ub(done.cursor()).zeros(1);
        // SQL type, flags and warnings; then row id, operating system error and statement number.
        out.zeros(6).zeros(5).zeros(2).u1(callNumber);
        out.zeros(1).ub(done.iterations()).zeros(4).ub(code).ub(done.rows());
        if (layout.longErrors()) {
            out.zeros(2);
        }
        if (code != 0) {
            out.clr((text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private int callStatus() {
        return CALL_DONE | (inTransaction.getAsBoolean() ? TRANSACTION_OPEN : 0);
    }

    private int nextSequence() {
        sequence = sequence + 1 & 0xffff;
        return sequence;
    }

    /**
     * How far a call came.
     *
     * @param rows fetched from the cursor so far, or changed
     */
    public record Outcome(int cursor, long rows, int iterations) implements Serializable {}
}
