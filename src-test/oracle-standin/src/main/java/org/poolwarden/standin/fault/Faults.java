package org.poolwarden.standin.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * The switchboard of one listener: faults that a test wants its clients to meet. They are asked in the order in which
 * they were switched on, and each counts for itself. Safe for use by many threads.
 */
public final class Faults {

    private static final int LARGEST_CODE = 65_535;

    private final List<Fault> faults = new ArrayList<>();
    private int lastId;
    private volatile boolean clientsVanish;

    /** New connections are reset as soon as they are there; that many of them. */
    public Fault refuseConnections(int times) {
        return add(Effect.REFUSE, When.call(CallKind.OTHER).times(times), 0, null);
    }

    /** New connections are refused with a listener's code, such as 12516 or 12528; that many of them. */
    public Fault refuseConnections(int times, int code) {
        return add(Effect.REFUSE, When.call(CallKind.OTHER).times(times), code(code), null);
    }

    /**
     * Such calls are not begun until the fault is switched off; then they are done. A cancel or time-out of the client
     * is answered then, too. It ends when the connection does.
     */
    public Fault hangCall(When when) {
        return add(Effect.HANG_CALL, when, 0, null);
    }

    /** As {@link #hangCall}, but the call is done, and only its answer hangs: the session is INACTIVE meanwhile. */
    public Fault hangReply(When when) {
        return add(Effect.HANG_REPLY, when, 0, null);
    }

    /** Such calls begin that much later. */
    public Fault delayCall(Duration by, When when) {
        return add(Effect.DELAY_CALL, when, millis(by), null);
    }

    /** Such calls are done at once and answered that much later. */
    public Fault delayReply(Duration by, When when) {
        return add(Effect.DELAY_REPLY, when, millis(by), null);
    }

    /** The connection is lost before such a call is begun: its session rolls back. */
    public Fault cutBefore(When when) {
        return add(Effect.CUT_BEFORE, when, 0, null);
    }

    /** The connection is lost when half of the answer has been sent. What the call committed stays. */
    public Fault cutIn(When when) {
        return add(Effect.CUT_IN, when, 0, null);
    }

    /** The connection is lost when the call is done, before its answer. What the call committed stays. */
    public Fault cutAfter(When when) {
        return add(Effect.CUT_AFTER, when, 0, null);
    }

    /**
     * Such statements are not executed but answered with this error; of a batch each row is a statement. Calls that are
     * no statements are answered so too. The session rolls back and ends if it is an error that ends sessions (28).
     *
     * @param text without the {@code ORA-} in front
     */
    public Fault error(int code, String text, When when) {
        return add(Effect.ERROR, when, code(code), Objects.requireNonNull(text));
    }

    /**
     * The value of one OUT bind arrives as null. A statement without that OUT bind is not counted.
     *
     * @param position of the bind among all of the statement's binds, from 1
     */
    public Fault dropOut(int position, When when) {
        if (position < 1) {
            throw new IllegalArgumentException("binds are counted from 1, not from " + position);
        }
        if (when.kind() != CallKind.EXECUTE) {
            throw new IllegalArgumentException("only statements have OUT values");
        }
        return add(Effect.DROP_OUT, when, position, null);
    }

    /**
     * While true, it is not seen that the connection of a client ends, as when its host loses power: its session stays
     * as it is, holds what it holds, and can be ended. With false all of that is seen at once.
     */
    public void clientsVanish(boolean vanish) {
        clientsVanish = vanish;
    }

    /** Whether the end of a client is not seen. */
    public boolean clientsVanish() {
        return clientsVanish;
    }

    /** Those that would meet a call, or hold one, oldest first. */
    public synchronized List<Fault> active() {
        faults.removeIf(fault -> !fault.isActive());
        return List.copyOf(faults);
    }

    /** Switches all off; calls that hang go on. */
    public synchronized void clear() {
        clientsVanish = false;
        faults.forEach(Fault::off);
        faults.clear();
    }

    /** A new client is there: nothing, or the code to refuse it with, 0 for none but a reset. Counts it. */
    public synchronized OptionalInt refusal() {
        for (Fault fault : active()) {
            if (fault.effect() == Effect.REFUSE && fault.isArmed() && fault.counts()) {
                return OptionalInt.of(fault.number());
            }
        }
        return OptionalInt.empty();
    }

    /**
     * What comes between a session and its client.
     *
     * @param gone whether the connection has ended; asked while a call hangs
     */
    public CallInterceptor of(Client client, BooleanSupplier gone) {
        return new SessionFaults(this, client, gone);
    }

    private synchronized Fault add(Effect effect, When when, int number, String text) {
        lastId++;
        Fault fault = new Fault(this, lastId, effect, when, number, text);
        faults.add(fault);
        return fault;
    }

    private static int code(int code) {
        if (code < 1 || code > LARGEST_CODE) {
            throw new IllegalArgumentException("an ORA code is 1 to " + LARGEST_CODE + ", not " + code);
        }
        return code;
    }

    private static int millis(Duration by) {
        long millis = by.toMillis();
        if (millis < 1 || millis > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a delay is at least a millisecond and at most 24 days, not " + by);
        }
        return (int) millis;
    }
}
