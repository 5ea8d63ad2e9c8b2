package org.poolwarden.admin;

import jakarta.ejb.Local;

/** How Poolwarden itself stands. */
@Local
public interface WardenStatus {

    /**
     * One line for a person: whether leases can be read, which guards answered when they were asked last, and what to
     * do if not. Asks no database and waits for nothing.
     */
    String status();
}
