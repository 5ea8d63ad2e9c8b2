package org.poolwarden.cli;

/** A pool with three of five connections in use. */
public final class FakePool {

    /** The JNDI name. */
    public String getName() {
        return "java:jboss/datasources/ShopDS";
    }

    /** The kind. */
    public String getKind() {
        return "LOCAL";
    }

    /** The size. */
    public int getMax() {
        return 5;
    }

    /** What is checked out. */
    public int getInUse() {
        return 3;
    }

    /** What is left. */
    public int getAvailable() {
        return 2;
    }
}
