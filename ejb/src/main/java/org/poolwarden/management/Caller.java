package org.poolwarden.management;

import java.net.InetAddress;
import java.util.Optional;
import org.jboss.as.controller.AccessAuditContext;
import org.jboss.as.core.security.AccessMechanism;
import org.poolwarden.admin.Requester;
import org.wildfly.security.auth.server.SecurityIdentity;

/** Who calls, as the server's management interface authenticated them. */
final class Caller {

    private Caller() {}

    /** Empty for a call from inside the JVM and for an anonymous one: nobody could be held to it. */
    @SuppressWarnings("deprecation") // Marked as the server's own business, and there is no other way to the caller.
    static Optional<Requester> current() {
        AccessAuditContext context = AccessAuditContext.currentAccessAuditContext();
        SecurityIdentity identity = context == null ? null : context.getSecurityIdentity();
        if (identity == null || identity.isAnonymous() || context.getAccessMechanism() == AccessMechanism.IN_VM_USER) {
            return Optional.empty();
        }
        InetAddress address = context.getRemoteAddress();
        return Optional.of(new Requester(
                identity.getPrincipal().getName(),
                via(context.getAccessMechanism()),
                address == null ? null : address.getHostAddress()));
    }

    /** A management operation reaches us through the CLI's subsystem, whatever protocol brought it. */
    private static String via(AccessMechanism mechanism) {
        return mechanism == AccessMechanism.NATIVE || mechanism == AccessMechanism.HTTP ? "CLI" : "JMX";
    }
}
