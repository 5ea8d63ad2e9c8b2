package org.poolwarden.kill;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.record.KillRequest;

/** The modes of one kill, in the order in which they are tried. Safe for use by several threads. */
final class Tries {

    private final Deque<Try> coming = new ArrayDeque<>();
    private final Gate own;
    private boolean begun;
    private boolean closed;
    /** The harshest mode that was tried so far; null before the first one. */
    private KillMode takenUp;
    /** The mode that has to wait for something in the server. Null if there is none. */
    private Try putOff;
    /** Whether the mode that was put off is the next one. */
    private boolean due;
    /** Whether the mode that was put off is being tried. */
    private boolean taken;

    /**
     * @param gate passed before the first of its modes
     * @param own passed before each mode, also of a request that is added
     */
    Tries(KillRequest request, Gate gate, Gate own) {
        this.own = own;
        for (KillMode mode : request.modes()) {
            coming.add(new Try(mode, request.escalateAfter(), request, coming.isEmpty() ? gate : Gate.OPEN, own));
        }
    }

    /** Whether a mode was tried. */
    synchronized boolean hasBegun() {
        return begun;
    }

    /** Cancels the modes that have not been tried yet. False if there are none or none was tried. */
    synchronized boolean calm() {
        boolean something = begun && !coming.isEmpty();
        if (something) {
            coming.clear();
        }
        return something;
    }

    /**
     * Adds the modes of another request that are harsher than every mode requested so far. The first of them is tried
     * as soon as the modes before it have failed, the others after the wait of their own request.
     *
     * @param gate passed before the first of them
     * @return the modes that were added; empty if none can be, because the kill is ending
     */
    synchronized Optional<List<KillMode>> add(KillRequest request, Gate gate) {
        if (closed) {
            return Optional.empty();
        }
        KillMode harshest = coming.isEmpty() ? takenUp : coming.peekLast().mode();
        List<KillMode> harsher = request.modes().stream()
                .filter(mode -> mode.compareTo(harshest) > 0)
                .toList();
        for (KillMode mode : harsher) {
            boolean first = mode == harsher.get(0);
            Duration after = first ? Duration.ZERO : request.escalateAfter();
            coming.add(new Try(mode, after, request, first ? gate : Gate.OPEN, own));
        }
        return Optional.of(harsher);
    }

    /** The mode to try now. Null if there is none. */
    synchronized Try next() {
        begun = true;
        if (due) {
            due = false;
            taken = true;
            return putOff;
        }
        Try next = coming.poll();
        takenUp = next == null ? takenUp : next.mode();
        return next;
    }

    /**
     * The mode to try now that the one before was refused. If there is none, it is null, and no mode can be added any
     * more, because the kill ends.
     *
     * @param goesOn whether the kill goes on all the same
     */
    synchronized Try nextAfterRefusal(boolean goesOn) {
        if (coming.isEmpty()) {
            closed |= !goesOn;
            return null;
        }
        return next();
    }

    /** The mode that follows the present one. Null if none does. */
    synchronized Try peek() {
        return coming.peek();
    }

    /** Keeps a mode for later. */
    synchronized void putOff(Try mode) {
        putOff = mode;
        due = false;
        taken = false;
    }

    /** Makes the mode that was put off the next one. */
    synchronized void due() {
        due = true;
    }

    /** Gives up the mode that was put off, with all that follow. False if it is being tried already. */
    synchronized boolean withdraw() {
        if (putOff == null || taken) {
            return false;
        }
        drop();
        putOff = null;
        due = false;
        return true;
    }

    /** Whether this mode was put off. */
    synchronized boolean isPutOff(Try mode) {
        return putOff == mode;
    }

    /**
     * From now on no mode can be added, because the kill ends.
     *
     * @return false if a mode is still to come; then nothing has changed
     */
    synchronized boolean close() {
        closed |= coming.isEmpty();
        return closed;
    }

    /** Ends the kill whatever is still to come. Returns what is not tried any more. */
    synchronized List<KillMode> drop() {
        closed = true;
        List<KillMode> rest = coming.stream().map(Try::mode).toList();
        coming.clear();
        return rest;
    }

    /**
     * One mode that is to be tried.
     *
     * @param after the wait since the mode before
     * @param by the request that named it
     * @param gate of its request
     * @param own of its kill
     */
    record Try(KillMode mode, Duration after, KillRequest by, Gate gate, Gate own) {

        /**
         * To be passed before it.
         *
         * @param letThrough whether what its request requires does not matter any more: it was passed before the mode
         *     had to wait, or the database was asked already to end the session and its work
         */
        void pass(boolean letThrough) throws KillAborted {
            if (!letThrough) {
                gate.pass();
            }
            own.pass();
        }
    }
}
