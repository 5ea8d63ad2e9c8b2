package org.poolwarden.leaky;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The two pools to leak from. Looked up when used: a server without the second one still runs this application. */
enum Database {
    /** An ordinary user, SHOP. */
    SHOP("java:jboss/datasources/ShopDS"),
    /** A user that the guard protects, OPSDBA. */
    OPS("java:jboss/datasources/OpsDS");

    private final String jndiName;

    Database(String jndiName) {
        this.jndiName = jndiName;
    }

    DataSource dataSource() {
        try {
            return (DataSource) new InitialContext().lookup(jndiName);
        } catch (NamingException e) {
            throw new Refusal(503, "no datasource " + jndiName + " on this server: " + e);
        }
    }
}
