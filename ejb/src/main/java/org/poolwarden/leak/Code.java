package org.poolwarden.leak;

/** A reason without its words: for programs, which must not read sentences. */
public enum Code {
    /** Its JTA transaction is between prepare and commit, or nobody knows. */
    IN_DOUBT,
    /** The server's one Transaction Reaper waits for it, and all other time-outs with it. */
    WEDGES_REAPER,
    THREAD_GONE,
    THREAD_IDLE,
    THREAD_ELSEWHERE,
    THREAD_STILL_IN,
    /** The server says that the invocation that borrowed is still being executed by its thread. */
    INVOCATION_RUNNING,
    /** Its thread has left it, and its HTTP request is still open: asynchronous work may hold the connection. */
    INVOCATION_DETACHED,
    /** The server says that it has ended. */
    INVOCATION_OVER,
    /** The thread is known and lives; where it borrowed is not known. */
    THREAD_UNSEEN,
    BEFORE_US,
    TRACKING_OFF,
    NOT_SAMPLED,
    /** Tracking took the thread alone. */
    STAMPED_ONLY,
    /** No frame of the checkout is an application's. */
    NO_APPLICATION,
    /** Every handle is closed: only its transaction keeps it. */
    HANDLES_CLOSED,
    /** Several handles share it. */
    SHARED,
    DEPLOYMENT_GONE,
    CALL_SITE,
    JTA_ACTIVE,
    JTA_ROLLBACK_ONLY,
    YOUNG,
    RUNNING,
    IDLE,
    JUST_WORKED,
    SNIPED,
    WAITS,
    HOLDS,
    MASKED,
    SESSION_GONE,
    SESSION_KILLED,
    NO_GUARD,
    NOT_IDENTIFIED,
    /** No session of its instance is listed. */
    INSTANCE_SILENT,
    /** By what another node has read alone: the database itself was not asked since. */
    NOT_READ,
    DISAGREE,
    /** Several connections call its session theirs. */
    CONTRADICTED,
    /** Nothing is known of its session, and its borrower has left. */
    LEFT,
    /** The proof is weak: a hand-over would look the same. */
    HAND_OVER,
    /** The proof is weak: its driver does not tell whether the session under the connection has changed. */
    QUERIED,
    /** A person has said that it holds on purpose. */
    PINNED,
    /** It is in a pool that the application has laid over this one. */
    POOL_OVER,

    // of a session without a lease
    IN_POOL,
    /** This server has it open outside its pools: recovery, or a connection that a pool has just dropped. */
    OUTSIDE_POOL,
    NOT_OURS,
    MARKED,
    /** It has our mark, and not every connection here is known. */
    NOT_ALL_KNOWN,
    /** It has our mark, and worked too short a time ago. */
    FRESH,
    /** The proof is weak, or there is none: another server with the same mark would look the same. */
    SAME_MARK,
    /** It has our mark, and is certainly not ours: another server or an application has the same. */
    MARK_ELSEWHERE,
    /** This server's own process opened it, and no pool that we watch. */
    OTHER_SOURCE,

    // of a session that another node of the fleet has, or had
    /** It is another node's. */
    OF_NODE,
    /** Not every node has told which sessions are its own. */
    NODES_SILENT,
    /** Its node has left the fleet, too short a time ago. */
    NODE_JUST_LEFT,
    /** Its node has left the fleet, and its sessions make calls. */
    NODE_LIVES,
    /** Its node has left the fleet, and a database in which it had sessions was not read. */
    NODE_UNSEEN,
    /** Its node has left the fleet, and nothing says that it lives. */
    NODE_LOST,
    /** The proof is weak: a node that is only cut off would look the same. */
    NODE_MAY_LIVE
}
