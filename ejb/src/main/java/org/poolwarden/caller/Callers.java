package org.poolwarden.caller;

import java.util.Optional;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.threads.Asker;

/** Tells who makes the present call. It must be asked on the thread of the call. */
@FunctionalInterface
public interface Callers {

    /** Who calls. Empty for a call from inside the JVM and for an anonymous one. */
    Optional<Caller> current();

    /**
     * Who calls, for what nobody may do without a name.
     *
     * @throws WardenException DENIED if the caller is not known
     */
    default Requester requester() throws WardenException {
        return known().requester();
    }

    /**
     * Who calls, for what ends something.
     *
     * @throws WardenException DENIED if the caller is not known or is no operator
     */
    default Requester operator() throws WardenException {
        Caller caller = known();
        if (!caller.isOperator()) {
            throw new WardenException(Fault.DENIED, Messages.LOG.notAnOperator(caller.requester()), null);
        }
        return caller.requester();
    }

    /** On whose behalf a database is asked. */
    default Asker asker() {
        return current()
                .map(caller -> new Asker(
                        caller.requester().via() + " " + caller.requester().name(), caller.isOperator()))
                .orElse(Asker.UNKNOWN);
    }

    private Caller known() throws WardenException {
        return current().orElseThrow(() -> new WardenException(Fault.DENIED, Messages.LOG.callerUnknown(), null));
    }
}
