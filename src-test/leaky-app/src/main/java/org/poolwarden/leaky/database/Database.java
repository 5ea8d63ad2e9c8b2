package org.poolwarden.leaky.database;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Refusal;

/** The pools to leak from. Looked up when used: a server without one of them still runs this application. */
public enum Database {
    /** An ordinary user, SHOP. */
    SHOP("java:jboss/datasources/ShopDS"),
    /** A user that the guard protects, OPSDBA. */
    OPS("java:jboss/datasources/OpsDS"),
    /** An XA pool. */
    XA("java:jboss/datasources/ShopXaDS"),
    /** Another XA pool. */
    LEDGER("java:jboss/datasources/LedgerXaDS"),
    /** A pool that was deployed as a file. */
    FILED("java:jboss/datasources/FiledDS"),
    /** A pool that an application defines. */
    DEFINED("java:global/DefinedDS"),
    /** A pool that an application defines by an annotation. */
    ANNOTATED("java:global/AnnotatedDS"),
    /** A pool of some other database's. */
    OTHER("java:jboss/datasources/OtherDS"),
    /** The pool of Poolwarden itself, which is not for applications. */
    GUARD("java:jboss/datasources/PoolwardenDS");

    private final String jndiName;

    Database(String jndiName) {
        this.jndiName = jndiName;
    }

    public DataSource dataSource() {
        try {
            return (DataSource) new InitialContext().lookup(jndiName);
        } catch (NamingException e) {
            throw new Refusal(503, "no datasource " + jndiName + " on this server: " + e);
        }
    }
}
