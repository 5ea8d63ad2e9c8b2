package org.poolwarden.scan;

import org.poolwarden.request.WardenException;

/** Makes scans for threads of ours, which may wait for a database. */
@FunctionalInterface
public interface Scans {

    /**
     * A scan that begins from now on. Waits for it.
     *
     * @throws WardenException UNAVAILABLE if it fails or is not through within a minute, and sooner if several threads
     *     wait for it already
     */
    Scan scan() throws WardenException;
}
