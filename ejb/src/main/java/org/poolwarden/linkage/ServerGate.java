package org.poolwarden.linkage;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.msc.service.ServiceActivator;
import org.jboss.msc.service.ServiceActivatorContext;
import org.jboss.msc.service.ServiceRegistryException;

/**
 * Stops the deployment on a server that lacks what Poolwarden cannot do without, and says in one line what that is. The
 * server calls it, as a service, before it starts a bean. What only the pools need is not asked here: without that,
 * Poolwarden shows statistics.
 */
public final class ServerGate implements ServiceActivator {

    /** What the server starts by itself: nothing of ours names these. */
    private static final List<String> ROOTS = List.of(
            "org.poolwarden.admin.WardenBean",
            "org.poolwarden.fleet.node.FleetBean",
            "org.poolwarden.jmx.WardenRegistration",
            "org.poolwarden.logging.Messages_$logger");

    /** It runs without these classes, too. */
    private static final List<String> OPTIONAL = List.of(
            "org.poolwarden.pool.ironjacamar.",
            "org.poolwarden.pool.invocation.",
            "org.poolwarden.settings.MicroProfileSource",
            "org.poolwarden.transition.jfr.",
            "org.poolwarden.health.ReadinessCheck",
            "org.poolwarden.fleet.cluster.",
            "org.poolwarden.linkage.");

    /** Mentioned by name: on a server without Jakarta EE the class that mentions it would not even be loaded. */
    private static final String OF_JAKARTA_EE = "jakarta.ejb.Singleton";

    /** The server calls this. */
    public ServerGate() {}

    @Override
    public void activate(ServiceActivatorContext context) throws ServiceRegistryException {
        String obstacle = obstacle(getClass().getClassLoader());
        if (obstacle != null) {
            throw new ServiceRegistryException(
                    "PWARDEN0023: Poolwarden cannot run on this server (" + ServerVersion.current() + "): " + obstacle
                            + " Use a version of WildFly or JBoss EAP that the manual names in doc/install.md.");
        }
    }

    /** Null if there is none. */
    static String obstacle(ClassLoader loader) {
        try {
            Class.forName(OF_JAKARTA_EE, false, loader);
        } catch (ClassNotFoundException e) {
            return "it has no Jakarta EE, whose packages begin with jakarta.";
        }
        try {
            Collection<Member> members =
                    References.of(loader, ROOTS, ServerGate::isNeeded).keySet();
            List<Member> missing = Resolution.missing(members, loader);
            return missing.isEmpty() ? null : list(missing) + ".";
        } catch (IOException e) {
            return "the archive is damaged: " + e.getMessage() + ".";
        }
    }

    /** The first few members that a server lacks, in a sentence: {@code it lacks a.B.c() and 3 more}. */
    public static String list(List<Member> missing) {
        int shown = Math.min(missing.size(), 3);
        String names = missing.stream().limit(shown).map(Member::toString).collect(Collectors.joining(", "));
        return "it lacks " + names + (missing.size() > shown ? " and " + (missing.size() - shown) + " more" : "");
    }

    private static boolean isNeeded(String ours) {
        return OPTIONAL.stream().noneMatch(ours::startsWith);
    }
}
