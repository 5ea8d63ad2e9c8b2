package org.poolwarden.caller;

import java.util.Optional;
import org.poolwarden.logging.Messages;

/**
 * Takes the identity from where the server keeps it, by the code that called the core: the console's user from the
 * container's request, everybody else from the server's management. Any other code in this JVM has no identity here,
 * whoever is signed in there.
 */
public final class ServerCallers implements Callers {

    @Override
    public Optional<Caller> current() {
        Class<?> calling = OwnCode.caller();
        boolean isForeign = OwnCode.foreign() != null;
        Optional<Caller> remote = RemoteCaller.current();
        if (remote.isPresent() && !isForeign) {
            return remote; // it runs on a thread of ours, where nobody else calls
        }
        if (calling == null || isForeign) {
            Messages.LOG.debugf("%s asks to act and is not Poolwarden's own code", calling);
            return Optional.empty();
        }
        return OwnCode.isCore(calling) ? ManagementCaller.current() : ConsoleCaller.current(calling.getClassLoader());
    }

    /**
     * Refuses a call by another deployment of this server.
     *
     * @throws SecurityException if one is on the stack
     */
    public static void refuseForeign() {
        String foreign = OwnCode.foreign();
        if (foreign != null) {
            throw new SecurityException(Messages.LOG.foreignCaller(foreign).toString());
        }
    }
}
