package org.poolwarden.kill.monitor;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.poolwarden.guard.KillMode;

/**
 * The mode that follows if the present one does not end the session.
 *
 * @param mode null if none does
 * @param in when it follows
 * @param close asked right before a kill ends without having ended the session: from then on no mode can be added, or
 *     one was added since and the answer is false
 */
public record Coming(KillMode mode, Duration in, BooleanSupplier close) {

    /** Whether no mode follows. */
    public boolean isNone() {
        return mode == null;
    }

    /** No mode follows, whatever was requested. */
    Coming nothing() {
        return new Coming(null, Duration.ZERO, close);
    }
}
