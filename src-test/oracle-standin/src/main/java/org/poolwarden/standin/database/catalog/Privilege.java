package org.poolwarden.standin.database.catalog;

/** What is nobody's but SYS's until it is granted. */
public enum Privilege {
    /** {@code GRANT SELECT ON sys.dba_pending_transactions}. */
    SELECT_DBA_PENDING_TRANSACTIONS,
    /** {@code GRANT EXECUTE ON sys.dbms_xa}. */
    EXECUTE_DBMS_XA,
    /** {@code GRANT FORCE ANY TRANSACTION}: to commit and roll back branches that others began. */
    FORCE_ANY_TRANSACTION
}
