package org.poolwarden.scan;

import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;

/** Opens the guard behind a datasource. */
public interface GuardFactory {

    /**
     * Opens the guard. Sends nothing to the database.
     *
     * @param jndiName the guard datasource
     * @throws GuardException NO_DATASOURCE if there is none of that name
     */
    Guard open(String jndiName) throws GuardException;
}
