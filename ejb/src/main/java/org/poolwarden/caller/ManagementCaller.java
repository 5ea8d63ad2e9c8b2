package org.poolwarden.caller;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.util.Optional;
import org.jboss.as.controller.AccessAuditContext;
import org.jboss.as.core.security.AccessMechanism;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Node;
import org.poolwarden.request.Requester;
import org.wildfly.security.auth.server.SecurityIdentity;

/** The caller of an MBean or of a management operation, as the server has authenticated it. */
final class ManagementCaller {

    /** The connector of a JConsole that has attached to the process. */
    private static final String ATTACHED = "javax.management.remote.rmi.RMIConnectionImpl";

    private ManagementCaller() {}

    /**
     * The caller. Empty for a call from inside the JVM and for an anonymous one, because nobody could be held
     * responsible.
     */
    @SuppressWarnings("deprecation") // Marked as the server's own business, and there is no other way to the caller.
    static Optional<Caller> current() {
        AccessAuditContext context = AccessAuditContext.currentAccessAuditContext();
        SecurityIdentity identity = context == null ? null : context.getSecurityIdentity();
        if (identity == null || identity.isAnonymous() || context.getAccessMechanism() == AccessMechanism.IN_VM_USER) {
            return attached();
        }
        InetAddress address = context.getRemoteAddress();
        return known(
                identity.getPrincipal().getName(),
                via(context.getAccessMechanism()),
                address == null ? null : address.getHostAddress());
    }

    /** How a management operation came: by the protocol of jboss-cli or by HTTP management. */
    private static String via(AccessMechanism mechanism) {
        if (mechanism == AccessMechanism.NATIVE) {
            return "CLI";
        }
        return mechanism == AccessMechanism.HTTP ? "management HTTP" : "JMX";
    }

    /**
     * A caller that has attached to the process. Only the operating system user of the process and root can do that,
     * and both may do anything with it. The JVM does not say which of the two it was. Nobody is believed to have
     * attached while the JVM offers RMI to others too, for then a caller that has attached cannot be told from one who
     * came by the network without a password.
     */
    private static Optional<Caller> attached() {
        if (!isRmi() || !RemoteAgent.isAbsent()) {
            return Optional.empty();
        }
        try {
            String host = RemoteServer.getClientHost();
            return InetAddress.getByName(host).isLoopbackAddress() || isOwn(host)
                    ? known(
                            "whoever attached to the process of OS user " + System.getProperty("user.name"),
                            "JMX (local attach)",
                            host)
                    : Optional.empty();
        } catch (ServerNotActiveException | UnknownHostException e) {
            Messages.LOG.debug("Not a call by RMI", e);
            return Optional.empty();
        }
    }

    /** The server's access control has let the call through: who may not act never comes here. */
    private static Optional<Caller> known(String name, String via, String address) {
        return Optional.of(new Caller(new Requester(name, via, address, Node.name()), true));
    }

    private static boolean isOwn(String host) throws UnknownHostException {
        return InetAddress.getByName(host).equals(InetAddress.getLocalHost());
    }

    private static boolean isRmi() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> ATTACHED.equals(frame.getClassName())));
    }
}
