package org.poolwarden.kill.monitor;

/** What happens to a kill after one check. */
public enum NextAction {
    /** It is checked again. */
    FOLLOW,
    /** The next mode is requested. */
    ACT,
    /** The request whose answer was lost had no effect. The session lives. */
    NOT_TAKEN,
    /** Nothing more will happen. */
    OVER
}
