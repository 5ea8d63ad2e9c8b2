package org.poolwarden.pool.invocation;

import java.lang.reflect.Field;
import org.jboss.msc.service.ServiceName;

/** Where an entry of the server's stack of invocations says whose component pushed it. */
final class EntryOwner {

    private final Field pusher;
    private final Field service;

    private EntryOwner(Field pusher, Field service) {
        this.pusher = pusher;
        this.service = service;
    }

    /** Null if this entry does not tell: it was pushed by something else, and the next one may. */
    static EntryOwner of(Object entry) {
        try {
            Field pusher = Invocations.open(entry.getClass(), "metaAwareObject");
            return new EntryOwner(pusher, Invocations.open(pusher.get(entry).getClass(), "serviceName"));
        } catch (ReflectiveOperationException | RuntimeException expected) {
            return null;
        }
    }

    /** {@code shop.war} or {@code shop.ear/web.war}; null if it is not to be had. */
    String deployment(Object entry) {
        try {
            return name((ServiceName) service.get(pusher.get(entry)));
        } catch (ReflectiveOperationException | IllegalArgumentException | ClassCastException expected) {
            return null; // pushed by something else
        }
    }

    /** From {@code jboss.deployment.unit."a.war"...} or {@code jboss.deployment.subunit."a.ear"."b.war"...}. */
    private static String name(ServiceName service) {
        String[] parts = service == null ? new String[0] : service.toArray();
        if (parts.length > 4 && parts[2].equals("subunit")) {
            return parts[3] + "/" + parts[4];
        }
        return parts.length > 3 && parts[2].equals("unit") ? parts[3] : null;
    }
}
