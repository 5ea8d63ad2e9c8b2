package org.poolwarden.kill.monitor;

/** What becomes of a kill after one look. */
public enum NextAction {
    /** It is looked at again. */
    FOLLOW,
    /** The next mode is to be asked for. */
    ACT,
    /** The request whose answer was lost came to nothing: the session lives. */
    NOT_TAKEN,
    /** Nothing more will happen. */
    OVER
}
