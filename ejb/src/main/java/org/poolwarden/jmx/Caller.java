package org.poolwarden.jmx;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.util.Optional;
import org.jboss.as.controller.AccessAuditContext;
import org.jboss.as.core.security.AccessMechanism;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Requester;
import org.wildfly.security.auth.server.SecurityIdentity;

/** The caller of an MBean, as the server's management interface has authenticated it. */
final class Caller {

    /** The connector of a JConsole that has attached to the process. */
    private static final String ATTACHED = "javax.management.remote.rmi.RMIConnectionImpl";

    /** If it is set, the JVM offers RMI to others too, and a caller that has attached cannot be told from another. */
    private static final String REMOTE_PORT = "com.sun.management.jmxremote.port";

    private Caller() {}

    /**
     * The caller. Empty for a call from inside the JVM and for an anonymous one, because nobody could be held
     * responsible.
     */
    @SuppressWarnings("deprecation") // Marked as the server's own business, and there is no other way to the caller.
    static Optional<Requester> current() {
        AccessAuditContext context = AccessAuditContext.currentAccessAuditContext();
        SecurityIdentity identity = context == null ? null : context.getSecurityIdentity();
        if (identity == null || identity.isAnonymous() || context.getAccessMechanism() == AccessMechanism.IN_VM_USER) {
            return attached();
        }
        InetAddress address = context.getRemoteAddress();
        return Optional.of(new Requester(
                identity.getPrincipal().getName(),
                via(context.getAccessMechanism()),
                address == null ? null : address.getHostAddress()));
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
     * and both may do anything with it. The JVM does not say which of the two it was.
     */
    private static Optional<Requester> attached() {
        if (System.getProperty(REMOTE_PORT) != null || !isRmi()) {
            return Optional.empty();
        }
        try {
            String host = RemoteServer.getClientHost();
            return InetAddress.getByName(host).isLoopbackAddress() || isOwn(host)
                    ? Optional.of(new Requester(
                            "whoever attached to the process of OS user " + System.getProperty("user.name"),
                            "JMX (local attach)",
                            host))
                    : Optional.empty();
        } catch (ServerNotActiveException | UnknownHostException e) {
            Messages.LOG.debug("Not a call by RMI", e);
            return Optional.empty();
        }
    }

    private static boolean isOwn(String host) throws UnknownHostException {
        return InetAddress.getByName(host).equals(InetAddress.getLocalHost());
    }

    private static boolean isRmi() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> ATTACHED.equals(frame.getClassName())));
    }
}
