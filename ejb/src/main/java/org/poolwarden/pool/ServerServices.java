package org.poolwarden.pool;

import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;

/** The server's own services, by name. */
final class ServerServices {

    private ServerServices() {}

    /** The value of a service that is up, or null. */
    @SuppressWarnings("deprecation") // a value that was not injected can be had in no other way
    static <T> T value(ServiceName name, Class<T> type) {
        ServiceController<?> service =
                CurrentServiceContainer.getServiceContainer().getService(name);
        return service != null
                        && service.getState() == ServiceController.State.UP
                        && type.isInstance(service.getValue())
                ? type.cast(service.getValue())
                : null;
    }
}
