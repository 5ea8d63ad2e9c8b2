package org.poolwarden.pool.ironjacamar.internals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.as.server.deployment.Attachments;
import org.jboss.as.server.deployment.DeploymentUnit;
import org.jboss.as.server.deployment.Services;
import org.jboss.as.server.moduleservice.ServiceModuleLoader;
import org.jboss.jca.core.api.connectionmanager.ccm.CachedConnectionManager;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.jboss.modules.Module;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;

/** The server's own services, by name. */
public final class ServerServices {

    private static final ServiceName POOL_REPOSITORY = ServiceName.JBOSS.append("management_repository");

    /** Not the one of a pool: that is null with use-ccm=false, and the non-tx one can keep entries. */
    private static final ServiceName CACHED_CONNECTION_MANAGER = ServiceName.JBOSS.append("cached-connection-manager");

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

    /** The server's account of the invocations of each thread; null where there is none, or no server. */
    public static CachedConnectionManager cachedConnectionManager() {
        return CurrentServiceContainer.getServiceContainer() == null
                ? null
                : value(CACHED_CONNECTION_MANAGER, CachedConnectionManager.class);
    }

    /** Whether the cached connection manager closes what a component leaves open. */
    public static boolean closesLeaks() {
        CachedConnectionManager manager = cachedConnectionManager();
        return manager != null && manager.isDebug();
    }

    /** The class loader of a deployment's module, by the module's name; null if it is not there. */
    public static ClassLoader moduleLoader(String module) {
        if (CurrentServiceContainer.getServiceContainer() == null) {
            return null;
        }
        for (ServiceName name : moduleServices(module)) {
            Module found = value(name, Module.class);
            if (found != null) {
                return found.getClassLoader();
            }
        }
        return null;
    }

    /**
     * The names that servers give to the service of one module: older ones add the module's slot. They are made of
     * their parts, because the method that makes them takes another kind of argument up to WildFly Core 25.
     */
    private static List<ServiceName> moduleServices(String module) {
        ServiceName name = ServiceModuleLoader.MODULE_SERVICE_PREFIX.append(module);
        return List.of(name, name.append("main"));
    }

    /** The class loader of each deployment's module that is up, by the module's name. */
    public static Map<String, ClassLoader> deploymentModules() {
        Map<String, ClassLoader> found = new TreeMap<>();
        if (CurrentServiceContainer.getServiceContainer() == null) {
            return found;
        }
        for (ServiceName name : CurrentServiceContainer.getServiceContainer().getServiceNames()) {
            if (ServiceModuleLoader.MODULE_SERVICE_PREFIX.isParentOf(name)) {
                Module module = value(name, Module.class);
                if (module != null && module.getName().startsWith("deployment.")) {
                    found.put(module.getName(), module.getClassLoader());
                }
            }
        }
        return found;
    }

    /** A deployment's management name, by its runtime name; null if they are the same, or it is not there. */
    public static String managementName(String runtimeName) {
        if (CurrentServiceContainer.getServiceContainer() == null) {
            return null;
        }
        int slash = runtimeName.indexOf('/');
        String top = slash < 0 ? runtimeName : runtimeName.substring(0, slash);
        DeploymentUnit unit = value(Services.deploymentUnitName(top), DeploymentUnit.class);
        String name = unit == null ? null : unit.getAttachment(Attachments.MANAGEMENT_NAME);
        return name == null || name.equals(top) ? null : name + runtimeName.substring(top.length());
    }

    /** The value of a service that is up, or null. */
    @SuppressWarnings("deprecation") // a value that was not injected can be had in no other way
    public static <T> T value(ServiceName name, Class<T> type) {
        ServiceController<?> service =
                CurrentServiceContainer.getServiceContainer().getService(name);
        try {
            return service != null
                            && service.getState() == ServiceController.State.UP
                            && type.isInstance(service.getValue())
                    ? type.cast(service.getValue())
                    : null;
        } catch (UnsupportedOperationException | IllegalStateException noSuchValue) {
            return null; // a service of the newer kind has several or none; and it may just go down
        }
    }
}
