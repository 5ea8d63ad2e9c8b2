package org.poolwarden.pool.ironjacamar;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.poolwarden.pool.ironjacamar.internals.ServerServices;
import org.poolwarden.pool.site.Deployment;

/**
 * What the server says of the deployments that borrowed, for one reading of the leases: it is asked once for each,
 * however many leases it has. Keeps no deployment alive. For one thread.
 */
final class DeploymentLookup {

    private static final Deployment OURS = Deployment.of(DeploymentLookup.class);

    private final Map<Deployment, Boolean> present = new HashMap<>();
    private final Map<String, Optional<String>> aliases = new HashMap<>();

    /**
     * The same name may have been deployed again: what counts is the class loader that borrowed. Where even we are not
     * found, this server names its modules otherwise, and nobody is said to be gone.
     */
    boolean isPresent(Deployment deployment) {
        return isLoaded(deployment) || (OURS != null && !isLoaded(OURS));
    }

    /** The deployment's management name. Null if it is its runtime name, or if it is not there. */
    String managementName(String runtimeName) {
        return aliases.computeIfAbsent(runtimeName, name -> Optional.ofNullable(ServerServices.managementName(name)))
                .orElse(null);
    }

    private boolean isLoaded(Deployment deployment) {
        return present.computeIfAbsent(deployment, DeploymentLookup::isLoadedNow);
    }

    private static boolean isLoadedNow(Deployment deployment) {
        ClassLoader loader = deployment.loader();
        return loader != null && ServerServices.moduleLoader(deployment.module()) == loader;
    }
}
