package org.poolwarden.jmx;

import java.util.Optional;
import java.util.function.Supplier;
import org.poolwarden.admin.Warden;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Requester;

/**
 * What the MBeans ask, and on whose behalf.
 *
 * @param caller of the present call
 */
record ManagementContext(Warden warden, Supplier<Optional<Requester>> caller, String version) {

    /** Refuses a caller whom nobody could be held to. */
    Requester requester() {
        return caller.get()
                .orElseThrow(
                        () -> new SecurityException(Messages.LOG.callerUnknown().toString()));
    }
}
