package org.poolwarden.guardcontract.engine;

/** What an engine may be unable to express. A case that needs it is skipped there, by name; README.md says why. */
public enum Ability {
    /** A role granted to PUBLIC. */
    PUBLIC_ROLES,
    /** A user in the password file. */
    ADMINISTRATORS,
    /** A common user. */
    COMMON_USERS,
    /** Background sessions in gv$session. */
    BACKGROUND,
    /** Parallel-query slaves. */
    PARALLEL_SLAVES,
    /** Scheduler job slaves. */
    JOB_SLAVES,
    /** An ALTER SYSTEM that is answered with an ORA- error of the case's choice. */
    SCRIPTED_ANSWERS,
    /** An audit that cannot be written. */
    BROKEN_AUDIT,
    /** Something that happens between the audit row and the act. */
    LAST_MOMENT,
    /** Audit rows that are months old. */
    OLD_AUDIT,
    /** Code with its owner's rights between the user and the guard. */
    DEFINER_CODE,
    /** Two rows of scope, a name and *, for one grantee. */
    DOUBLE_SCOPE,
    /** Row locks, and sessions that wait for them. */
    ROW_LOCKS,
    /** Several instances, of which one was taken out of the cluster. */
    CLUSTER,
    /** An instance that is a member of the cluster and shows no session. */
    SILENT_INSTANCE,
    /** A session with a second transaction within its own. */
    NESTED_TRANSACTION,
    /** Transactions under recovery. */
    RECOVERY,
    /** Transactions that are rolling back. */
    ROLLING_BACK,
    /** A database that permits DISCONNECT. */
    DISCONNECT,
    /** DISCONNECT ... POST_TRANSACTION that waits for the transaction. */
    POST_TRANSACTION,
    /** Users without grants, who try anyway. */
    STRANGERS,
    /** A session that logged on as an operator of the instance: its user is PUBLIC. */
    OPERATORS,
    /** A second instance that has a session of the same SID and serial#. */
    TWINS,
    /** A SID that is reused between the audit row and the act. */
    REUSE,
    /** A killed session that stays, with a process address that leads nowhere. */
    KILLED,
    /** A database in which nobody may say ALTER SYSTEM, and a package of the provider's ends sessions. */
    MANAGED,
    /** A session of a shared server, which no process serves for good. */
    SHARED_SERVERS,
    /** What the cleanup process says of a killed session. */
    CLEANUP,
    /** A session of a user of which the case says what it is. */
    PRETENDED,
    /** A keeper of the audit, who may purge it and nothing else. */
    KEEPERS,
    /** A limit of acts an hour in the scope. */
    LIMITS,
    /** The classic procedure with a reason, and what it prints. */
    PRINTED,
    /** A scope that names a machine, a program or a service. */
    NARROW_SCOPE,
    /** A job that is no object of the dictionary. */
    NAMELESS_JOBS,
    /** A plan that tells how often each view of the database's own is read. */
    PLANS,
    /** What a session holds beside its transaction can be set. */
    HOLDINGS,
    /** The database's parameters can be set. */
    PARAMETERS,
    /** A PDB with parameters of its own. */
    CONTAINERS,
    /** A transaction can be given a priority. */
    PRIORITIES,
    /** Sessionless transactions. */
    SESSIONLESS,
    /** The cursors that a session opens are counted. */
    CURSORS,
    /** A session whose language takes two names for one. */
    LINGUISTIC,
    /** A line in the alert log. */
    ALERT_LOG
}
