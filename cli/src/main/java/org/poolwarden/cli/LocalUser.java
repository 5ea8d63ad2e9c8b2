package org.poolwarden.cli;

import java.util.logging.Level;
import org.jboss.as.controller.OperationContext;
import org.wildfly.security.auth.server.SecurityIdentity;

/**
 * The identity of a command line that signed in without a password, because it may read the server's files: it names no
 * person, and so nobody can be held to what it did.
 */
final class LocalUser {

    private static final String NAME = "$local";

    private LocalUser() {}

    /** Warns in the reply if the operation's caller is that user. */
    static void warn(OperationContext context) {
        SecurityIdentity identity = context.getSecurityIdentity();
        if (identity != null && NAME.equals(identity.getPrincipal().getName())) {
            context.addResponseWarning(
                    Level.WARNING,
                    "The audit names nobody for this: the requester is " + NAME
                            + ", whoever may read the server's files. Use --no-local-auth and --user; doc/security.md"
                            + " says how to require it.");
        }
    }
}
