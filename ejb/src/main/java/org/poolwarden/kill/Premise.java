package org.poolwarden.kill;

import java.util.List;
import java.util.function.Predicate;
import org.poolwarden.leak.Row;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/**
 * What a request takes for granted of the leases or sessions that it would end, such as what its preview has shown.
 * Immutable.
 */
public final class Premise {

    /** Of a request that takes nothing for granted. It always holds. */
    public static final Premise NONE = new Premise("", rows -> true);

    private final String subject;
    private final Predicate<List<Row>> condition;

    /**
     * @param subject what the request would end, such as {@code lease 7}
     * @param condition whether what it would end is as the request assumes; it waits for nothing
     */
    public Premise(String subject, Predicate<List<Row>> condition) {
        this.subject = subject;
        this.condition = condition;
    }

    /** Whether the request takes nothing for granted, so that nothing need be read for it. */
    public boolean isNone() {
        return this == NONE;
    }

    /** Whether a request that would end this one alone may be taken. */
    public boolean holdsFor(Row row) {
        return condition.test(List.of(row));
    }

    /**
     * Refuses the request if it takes for granted what is not so.
     *
     * @param rows all that it would end
     * @throws WardenException TOO_LATE
     */
    public void require(List<Row> rows) throws WardenException {
        if (!condition.test(rows)) {
            throw refusal();
        }
    }

    /** The refusal of a request whose premise does not hold. */
    WardenException refusal() {
        return changed(subject);
    }

    /** The refusal of what is no longer as it was previewed, for that reason. */
    static WardenException changed(String what) {
        return new WardenException(Fault.TOO_LATE, Messages.LOG.changedSincePreview(what), null);
    }
}
