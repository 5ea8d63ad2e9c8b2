package org.poolwarden.pool.ironjacamar.internals;

import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.jca.core.api.connectionmanager.ccm.CachedConnectionManager;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;

/** The server's own services, by name. */
public final class ServerServices {

    private static final ServiceName POOL_REPOSITORY = ServiceName.JBOSS.append("management_repository");
    private static final ServiceName CONNECTION_MANAGER = ServiceName.JBOSS.append("cached-connection-manager");

    private ServerServices() {}

    /**
     * IronJacamar's list of all pools of the server.
     *
     * @throws IllegalStateException if the server has none
     */
    public static ManagementRepository poolRepository() {
        ManagementRepository repository = value(POOL_REPOSITORY, ManagementRepository.class);
        if (repository == null) {
            throw new IllegalStateException("the server has no service " + POOL_REPOSITORY.getCanonicalName());
        }
        return repository;
    }

    /** Whether the cached connection manager closes what a component leaves open. */
    public static boolean closesLeaks() {
        CachedConnectionManager manager = value(CONNECTION_MANAGER, CachedConnectionManager.class);
        return manager != null && manager.isDebug();
    }

    /** The value of a service that is up, or null. */
    @SuppressWarnings("deprecation") // a value that was not injected can be had in no other way
    public static <T> T value(ServiceName name, Class<T> type) {
        ServiceController<?> service =
                CurrentServiceContainer.getServiceContainer().getService(name);
        return service != null
                        && service.getState() == ServiceController.State.UP
                        && type.isInstance(service.getValue())
                ? type.cast(service.getValue())
                : null;
    }
}
