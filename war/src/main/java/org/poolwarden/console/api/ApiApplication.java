package org.poolwarden.console.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.poolwarden.console.web.ApiAddress;

/** The resources, by name: the server need not look for them. */
@ApplicationPath(ApiAddress.ROOT)
public final class ApiApplication extends Application {

    /** For the container. */
    public ApiApplication() {}

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                PoolsResource.class,
                LeasesResource.class,
                LeaksResource.class,
                SessionsResource.class,
                KillsResource.class,
                BatchesResource.class,
                AuditResource.class,
                FleetResource.class,
                DescriptionResource.class,
                Refusals.class);
    }
}
