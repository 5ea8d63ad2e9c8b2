package org.poolwarden.pool.invocation;

import java.lang.reflect.Field;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.value.InjectedValue;

/** Where an entry of the server's stack of invocations says whose component pushed it, and whether that is gone. */
final class EntryOwner {

    private final Field pusher;
    private final Field service;
    /** Null where the server keeps it in another way. */
    private final Field manager;

    private EntryOwner(Field pusher, Field service, Field manager) {
        this.pusher = pusher;
        this.service = service;
        this.manager = manager;
    }

    /** Null if this entry does not tell: it was pushed by something else, and the next one may. */
    static EntryOwner of(Object entry) {
        try {
            Field pusher = Invocations.open(entry.getClass(), "metaAwareObject");
            Class<?> type = pusher.get(entry).getClass();
            return new EntryOwner(pusher, Invocations.open(type, "serviceName"), manager(type));
        } catch (ReflectiveOperationException | RuntimeException expected) {
            return null;
        }
    }

    private static Field manager(Class<?> type) {
        try {
            return Invocations.open(type, "cachedConnectionManager");
        } catch (ReflectiveOperationException | RuntimeException expected) {
            return null;
        }
    }

    /**
     * Whether the deployment that pushed the entry is gone. The server takes an entry away through what its deployment
     * holds, so nobody ever takes this one away: it stays with the thread when its invocation is over, below those of
     * whatever the thread serves next. False if it is not to be had.
     */
    @SuppressWarnings("deprecation") // the server keeps it so
    boolean isGone(Object entry) {
        try {
            return manager != null
                    && manager.get(pusher.get(entry)) instanceof InjectedValue<?> value
                    && value.getOptionalValue() == null;
        } catch (ReflectiveOperationException | IllegalArgumentException expected) {
            return false; // pushed by something else
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
