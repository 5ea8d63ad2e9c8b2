package org.poolwarden.standin.fault;

import java.util.Locale;

/** What a fault does. */
public enum Effect {
    /** A new connection is reset, or refused with the listener's code. */
    REFUSE,
    /** Nothing is done, until the fault is switched off; then the call goes on as if nothing had been. */
    HANG_CALL,
    /** The call is done, and its answer is kept back until the fault is switched off. */
    HANG_REPLY,
    DELAY_CALL,
    DELAY_REPLY,
    /** The socket is closed, and nothing of the call is done. */
    CUT_BEFORE,
    /** The call is done, half of its answer is sent, and the socket is closed. */
    CUT_IN,
    /** The call is done, nothing of its answer is sent, and the socket is closed. */
    CUT_AFTER,
    /** The statement, or the call if it is no statement, is not done and answered with an ORA error. */
    ERROR,
    /** The call is done, and one of its OUT values arrives as null. */
    DROP_OUT;

    /** As commands spell it: {@code hang-reply}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
